"""What a connection to folders of files is set up with."""

from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.sorting import COUNTRY

KIND = Kind(
    name=Text(
        fi="Tiedostot työasemilla ja verkkolevyillä",
        sv="Filer på arbetsstationer och nätverksenheter",
        en="Files on workstations and shares",
    ),
    needs=Text(
        fi="Kansiot, jotka näkyvät portaalin palvelimella (liitetty verkkolevy tai kansio, johon tiedostot tuodaan). "
        "Portaalin käyttäjätunnus saa lukea ne ja, jos portaali korjaa ja poistaa, kirjoittaa niihin. Lisäksi oma "
        "kansio varmuuskopioille, johon muut eivät pääse. Tietokone, jonka kansio ei näy palvelimella, jää ihmisen "
        "tarkistettavaksi.",
        sv="Mappar som syns på portalens server (en monterad nätverksenhet eller en mapp som filerna läggs i). "
        "Portalens konto får läsa dem, och skriva i dem om portalen får rätta och radera. Dessutom en egen mapp för "
        "säkerhetskopior som ingen annan kommer åt. En dator vars mapp inte syns på servern söks igenom "
        "av en människa.",
        en="Folders that the portal's server sees (a mounted share, or a folder to which files are uploaded). The "
        "portal's account may read them, and write to them if the portal corrects and erases. Also a folder of its own "
        "for backups, which nobody else reaches. A computer whose folder the server does not see stays "
        "a person's task.",
    ),
    settings=(
        Setting(
            "folders",
            Text(fi="Kansiot", sv="Mappar", en="Folders"),
            Text(
                fi="Yksi kansio riville, koko polku: /mnt/toimisto. Kansioiden viimeisten nimien on oltava erilaiset.",
                sv="En mapp per rad, hela sökvägen: /mnt/kontor. Mapparnas sista namn måste vara olika.",
                en="One folder a line, the whole path: /mnt/office. The folders' last names have to differ.",
            ),
            shape="text",
        ),
        Setting(
            "mapping",
            Text(
                fi="Tiedostojen ja sarakkeiden kuvaus",
                sv="Beskrivning av filer och kolumner",
                en="Map of files and columns",
            ),
            Text(
                fi="Millaisissa tiedostoissa on mitäkin tietoa (TOML).",
                sv="Vilka filer som innehåller vilka uppgifter (TOML).",
                en="Which files hold which data (TOML).",
            ),
            shape="text",
        ),
        Setting(
            "backups",
            Text(fi="Varmuuskopioiden kansio", sv="Mapp för säkerhetskopior", en="Folder for backups"),
            Text(
                fi="Koko polku. Tiedosto kopioidaan tänne ennen kuin portaali muuttaa sitä. Kansio ei saa sisältää "
                "haettavia kansioita, eikä sitä haeta.",
                sv="Hela sökvägen. Filen kopieras hit innan portalen ändrar den. Mappen får inte innehålla mappar som "
                "söks igenom, och den söks inte igenom.",
                en="The whole path. A file is copied here before the portal changes it. The folder may not contain "
                "folders that are searched, and is not searched itself.",
            ),
        ),
        Setting(
            "days",
            Text(
                fi="Varmuuskopioiden säilytys päivinä",
                sv="Säkerhetskopiornas lagringstid i dagar",
                en="Days for which backups are kept",
            ),
            Text(
                fi="Varmuuskopiossa on vielä se, mikä tiedostosta poistettiin. Kopiot poistetaan näin monen päivän "
                "jälkeen, kun portaali seuraavan kerran kirjoittaa tai tarkistaa yhteyden.",
                sv="Säkerhetskopian innehåller ännu det som raderades ur filen. Kopiorna tas bort efter så här många "
                "dagar, nästa gång portalen skriver eller kontrollerar anslutningen.",
                en="A backup still holds what was erased from the file. Copies are removed after so many days, the "
                "next time the portal writes or checks the connection.",
            ),
            shape="number",
            required=False,
            default="30",
        ),
        Setting(
            "marker",
            Text(fi="Tunnistetiedosto", sv="Igenkänningsfil", en="Marker file"),
            Text(
                fi="Tiedoston nimi, joka on jokaisessa kansiossa. Jos sitä ei ole, verkkolevy ei ole liitettynä. Ilman "
                "tunnistetiedostoa tyhjää kansiota pidetään liittämättömänä.",
                sv="Namnet på en fil som finns i varje mapp. Saknas den är nätverksenheten inte monterad. Utan "
                "igenkänningsfil tolkas en tom mapp som omonterad.",
                en="The name of a file that is in every folder. Where it is missing, the share is not mounted. Without "
                "a marker file, an empty folder is taken for one that is not mounted.",
            ),
            required=False,
        ),
        COUNTRY,
    ),
    factory="portal.systems.files.connector:connect",
    at_once=1,
)
