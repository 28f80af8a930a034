"""What a connection to an SQL register is set up with."""

from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.sorting import COUNTRY

KIND = Kind(
    name=Text(fi="SQL-tietokanta", sv="SQL-databas", en="SQL database"),
    needs=Text(
        fi="Tietokannan tunnus, joka saa lukea asiakastaulut ja, jos portaali korjaa ja poistaa, kirjoittaa niihin.",
        sv="Ett databaskonto som får läsa kundtabellerna, och skriva i dem om portalen får rätta och radera.",
        en="A database account that may read the customer tables, and write to them if the portal corrects and erases.",
    ),
    settings=(
        Setting(
            "url",
            Text(fi="Tietokannan osoite", sv="Databasens adress", en="Address of the database"),
            Text(
                fi="Esimerkiksi postgresql://tunnus:salasana@palvelin/asiakkaat",
                sv="Till exempel postgresql://konto:losenord@server/kunder",
                en="For example postgresql://account:password@server/customers",
            ),
            shape="secret",
        ),
        Setting(
            "mapping",
            Text(
                fi="Taulujen ja sarakkeiden kuvaus",
                sv="Beskrivning av tabeller och kolumner",
                en="Map of tables and columns",
            ),
            Text(
                fi="Mikä sarake on mitäkin tietoa (TOML).",
                sv="Vilken kolumn som är vilken uppgift (TOML).",
                en="Which column is which data (TOML).",
            ),
            shape="text",
        ),
        COUNTRY,
        Setting(
            "seconds",
            Text(fi="Aikaraja sekunteina", sv="Tidsgräns i sekunder", en="Time limit in seconds"),
            shape="number",
            required=False,
            default="20",
        ),
    ),
    factory="portal.systems.sql.connector:connect",
    at_once=0,
)
