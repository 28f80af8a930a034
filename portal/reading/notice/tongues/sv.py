"""Swedish, of Finland and of Sweden."""

from portal.reading.notice.tongues.tongue import Tongue

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip

SV = Tongue(
    code="sv",
    common="och att är för av som på med till den det inte vi du din dina ditt eller om har kan när dig vår våra från "
    "uppgifter personuppgifter personuppgifterna uppgifterna ett så även också enligt ska sig sina oss behandlar "
    "behandlas lagras registret rätt denna detta vid samt hos någon under endast genom",
    headings={
        "controller": r"vem vi är\b.*|^ansvar$|vem står bakom\b.*|vem hanterar\b.*|vi som (?:ansvarar"
        r"|behandlar)\b.*|vem är vi|vilka är vi|"
        r"(?:person)?uppgiftsansvar(?:ig\w*)?|registeransvarig\w*"
        r"|register(?:förar|hållar|upprätthållar|administratör|ägar|förvaltar)\w*|registrets (?:ägare|innehavare)"
        r"|(?:ägare (?:till|av)|innehavare av|upprätthållare av) registret|(?:webbplatsens|sajtens) (?:ägare"
        r"|innehavare)"
        r"|vem (?:är|ansvarar"
        r"|behandlar|svarar(?! på frågor)|samlar in)\b.*"
        r"|^ansvarig(?:a)?$|vilka vi är|om oss|om (?:företaget|bolaget|föreningen)|företags(?:uppgifter"
        r"|information)|ansvarigt (?:företag|bolag)|vem som ansvarar\b.*|ansvarig för "
        r"(?:behandling\w*|registret|hantering\w*|(?:person)?uppgift\w*)",
        "contact": r"vem (?:som )?(?:sköter|handhar|tar hand om|hjälper till med) (?:registret|registerfrågor)\b.*"
        r"|registret (?:sköts|handhas) av$|^i registerfrågor\b.*"
        r"|vem kan (?:jag|man) (?:kontakta|fråga)\b.*|så når du\b.*|kontakta \w+(?:en|et)\b"
        r"|hör av dig\b.*|hit vänder du dig\b.*|vem (?:du )?(?:frågar|kontaktar)\b.*|prata med oss|"
        r"kontakt(?:person\w*|uppgifter|information)?(?!\w*formulär)|kontakta oss\b.*|ansvarig person"
        r"|registeransvarig person|vem svarar på frågor\b.*|registerskötar\w*|dataskyddsansvarig\w*"
        r"|ansvarig kontaktperson"
        r"|(?:person(?:en|er)?|den) som (?:ansvarar|sköter|handhar|handlägger|svarar för)\b.*"
        r"|person ansvarig för\b.*|ansvarsperson|frågor(?: och synpunkter)?|hur du kontaktar oss"
        r"|kontaktuppgifter",
        "dpo": r"dataskyddsombud\w*",
        "register": r"(?:person)?registr(?:ets|ens) (?:namn|benämning)|namn på regist(?:ret|er|ren)"
        r"|registernamn(?:et)?|^register$|^registren\b.*",
        "purposes": r"hur (?:\w+ )?uppgifter(?:na)? används\b.*|vad ska (?:vi|uppgifterna|de)\b.*"
        r"|så använder (?:vi|jag)\b.*|vad används\b.*|^varför\b(?! får (?:vi|jag) ).*|^vad (?:vi )?(?:ska"
        r"|gör) (?:vi )?med\b.*|^därför\b.*|"
        r"(?:ändamål|syfte)\w*|varför (?:behandlar|samlar|sparar|använder|vi)\b.*|hur (?:vi )?använder\b.*"
        r"|vad (?:vi )?använder\b.*"
        r"|vad (?:uppgifterna|dina uppgifter|personuppgifterna) används\b.*|användning(?:en)? av "
        r"(?:person)?uppgift\w*|till vad\b.*|användningsändamål",
        "bases": r"(?:lagligt|rättsligt) stöd|på vilka grunder\b.*|vilket stöd\b.*|behandlingsgrund\w*"
        r"|^varför får (?:vi|jag) (?:göra|spara|ha|använda|behandla)\b.*|med vilken rätt\b.*"
        r"|stöd i lag\w*|lagstöd|vad lagen säger\b.*|"
        r"(?:rättslig\w*|laglig\w*|legal\w*) grund\w*|laglighet|rättsgrund\w*|på vilken grund|grund(?:en|er)? för "
        r"behandling\w*"
        r"|med vilket (?:rättsligt |lagligt )?stöd|berättiga\w+ intress\w+|intresseavvägning|stöd för behandlingen",
        "subjects": (
            r"(?:grupper|kategorier) av registrerade|registrerade personer|vilka som registreras|vems "
            r"(?:person)?uppgifter\b.*"
        ),
        "categories": r"(?:informationen|uppgifterna|datan|personuppgifterna) (?:som )?(?:vi|jag) "
        r"(?:samlar|behandlar|sparar|lagrar|hanterar)\b.*"
        r"|(?:uppgifter|information|data) (?:som )?(?:vi|jag) (?:begär|ber om|frågar efter)\b.*"
        r"|uppgifter (?:som )?du (?:själv )?(?:lämnar|uppger)\b.*"
        r"|vad (?:vi|jag|appen|tjänsten|sajten|webbplatsen|föreningen) (?:lagrar|sparar|samlar|registrerar|loggar)\b.*"
        r"|registerinnehåll\w*|(?:data|informations)insamling(?:en)?"
        r"|(?:vi|jag) (?:behandlar|samlar in|sparar|lagrar|hanterar)(?: och \w+)? följande\b.*"
        r"|följande (?:person)?uppgifter (?:sparas|samlas|behandlas|lagras|registreras)\b.*"
        r"|exempel på (?:person)?uppgifter|(?:uppgifts|data)(?:typer|kategorier)|lagrad information"
        r"|vad (?:(?:hanterar|behandlar|samlar|sparar) (?:vi|ni|jag)|är det) (?:in )?för (?:person)?(?:uppgifter"
        r"|data)\b.*"
        r"|vad är det vi (?:samlar|sparar)\b.*|dina personuppgifter hos\b.*|^dina uppgifter$"
        r"|^(?:person)?uppgifter(?= och (?:ändamål|syfte|varför))|(?<=ändamål och )(?:person)?uppgifter"
        r"|(?<=registrerade och )(?:person)?uppgifter|"
        r"insamling,? (?:och|samt) (?:lagring|behandling|registrering|användning) "
        r"av (?:person)?uppgifter|"
        r"(?:vad|det(?: här)?|detta|vilka uppgifter) (?:som )?(?:sparas|lagras|samlas in|loggas|registreras"
        r"|behandlas|antecknas|noteras)\b.*"
        r"|vad (?:vi |jag )?(?:sparar|antecknar|vet|registrerar|noterar|skriver upp|har)\b.*"
        r"|(?:vad|det|allt) (?:som )?(?:vi|jag|[a-zåäö]{3,20}(?:en|et|n)) (?:får veta|behöver(?: veta"
        r"| av dig)?|ser|har|vet"
        r"|frågar efter|skickar|minns|läser|mäter|lagrar|sparar|kan se)(?: om (?:dig|er))?$"
        r"|(?:vad|det) du (?:själv )?(?:berättar|lämnar|uppger|skriver in|matar in|fyller i|laddar upp)(?: .{2,30})?$"
        r"|(?:du|[a-zåäö]{3,20}(?:en|et|n)) (?:berättar för|lämnar till|skickar till) oss$"
        r"|(?:det )?här (?:sparar|samlar|antecknar|noterar|registrerar) (?:vi|jag)\b.*"
        r"|uppgifter om (?:dig|er|medlem\w*|elev\w*|barn\w*|gäst\w*|kund\w*)|"
        r"(?:vilka|vilken|hurdana|vad för|vilken typ av) (?:typer av |slags |sorts |kategorier av "
        r")?(?:person)?(?:uppgifter|information|data)\b.*"
        r"|(?:kategorier|typer|grupper) av (?:person)?uppgifter|registrets (?:data)?innehåll|datainnehåll"
        r"|informationsinnehåll|uppgifter i registret"
        r"|(?:(?:person)?uppgifter|information|data) (?:som|vi) (?:vi )?"
        r"(?:behandla|samla|lagra|registrera|spara|använder|behöver|hantera|inhämta)\w*(?: in)?"
        r"|insamlade uppgifter|uppgifter som samlas in"
        r"|behandlade (?:person)?uppgifter|uppgiftskategorier|personuppgiftskategorier|informationskällor "
        r"och innehåll|personuppgifter vi\b.*"
        r"|(?:information|data|uppgifter) (?:som )?(?:vi|kan|kommer att|du|ni)\b (?!har rätt)(?:att )?(?:kan )?"
        r"(?:samla|behandla|hantera|lagra|spara|lämna|ge\b|ger\b|anger)\w*\b.*"
        r"|vad (?:vi )?samla[rs]\b.*|vad loggas\b.*|innehåll\b"
        r"|(?:person|data)?(?:uppgifter|information|data) som (?:hanteras|samlas in|sparas|lagras|loggas|registreras"
        r"|behandlas)\b.*"
        r"|(?:personlig\w* )(?:information|uppgifter|data) (?:som|vi)\b.*|vilk\w+ personlig\w* (?:information|data)\b.*"
        r"|^personuppgifter(?= och (?:hur länge|lagring|gallring|bevaring))"
        r"|(?:hanterade|insamlade|lagrade|insamlad|sparade) (?:(?:person)?uppgifter|information|data)"
        r"|typ(?:er)? av (?:person)?(?:uppgifter|data|information)|^(?:dina |era )?personuppgifter$|^uppgifter$|^data$",
        "sources": r"(?:uppgifts|informations|data)käll\w+|käll(?:a|or|orna)\b|varifrån\b.*|(?:hur|var) (?:vi "
        r")?(?:samlar|får|hämtar|inhämtar)\b.*"
        r"|hur (?:person)?uppgifterna samlas\b.*|insamling(?:en)?(?: av (?:person)?(?:uppgifter|information))?",
        "recipients": r"^leverantörer$|(?:tjänster|system|verktyg) (?:som )?(?:vi|jag) använder\b.*|externa tjänster"
        r"|vilka har (?:tillgång|åtkomst)\b.*|spridning|säljer (?:ni|vi)\b.*|vem (?:mer|annan|annars|ser"
        r"|får se)\b.*|vem (?:de|uppgifterna) (?:lämnas|skickas|delas|går)\b.*|vilka (?:andra|mer|som får)\b.*"
        r"|våra (?:leverantörer|hjälpare|partner\w*|biträden)|(?:vi|jag) tar hjälp av\b.*|vart (?:går|tar)\b.*|"
        r"mottagar\w*|utlämn\w+|överlåt\w+|lämna\w* ut|personuppgiftsbiträd\w*|(?:under)?biträd\w+"
        r"|vem (?:delar|får"
        r"|har|kan(?! (?:jag|man) (?:kontakta|fråga)))\b.*|vilka (?:vi )?(?:delar|kan|får)\b.*"
        r"|del(?:ar|ning|as|ande)\b(?: av)?|tredje\s?part\w*|underleverantör\w*|tjänsteleverantör\w*"
        r"|samarbetspartner\w*|(?:hur|med vem|med vilka) (?:vi )?delar\b.*"
        r"|vem som\b.*uppgifter\w*|till vem\b.*|behandlare",
        "transfers": (
            r"tredjelandsöverföring\w*|översändande utanför\b.*"
            r"|lagringsplats\w*|plats för behandling\w*|lämnar (?:uppgifterna|de"
            r"|något)\b.*|stannar i\b.*|"
            r"(?:data)?överför\w+(?:.*(?:utanför|tredje\s?land)\w*.*)?|utanför (?:eu|ees|europa|europeiska)\b.*"
            r"|tredje\s?länder|tredje\s?land|var (?:behandlas|lagras|sparas|finns)\b.*"
            r"|internationell\w* överför\w*|utomlands"
        ),
        "retention": (
            r"^tidsgräns(?:er)?$|hur lång tid\b.*|när (?:vi |jag )?(?:tar|raderar|slänger|gallrar|rensar|tas"
            r"|raderas)\b.*|rensning"
            r"|"
            r"sparande av\b.*|arkivering|tidsfrister|(?:data)?lagring(?!splats)\w*"
            r"|borttagning av (?:\w+)?(?:uppgift|data|information)\w*|bevara\w*|bevaring\w*"
            r"|förvaring\w*|hur länge\b.*|^så (?:här )?länge\b.*|gallring\w*"
            r"|lagringstid\w*|(?<!som )sparas"
            r"|(?<!som vi )sparar|radering av uppgifter"
        ),
        "security": (
            r"säkerhet\w*|skydd(?:et|as|a|ar)?\b|datasäkerhet\w*|informationssäkerhet\w*|hur (?:uppgifterna "
            r"|personuppgifterna )?skydda\w+\b.*|principer för skydd\w*|sekretess"
        ),
        "rights": r"^dina (?:val|möjligheter)$|kan jag (?:få|se|radera|ändra)\b.*|(?:det )?här kan du\b.*"
        r"|vad (?:du )?(?:kan|får) (?:du |jag |man )?(?:begära|kräva|göra"
        r"|påverka)\b.*|du bestämmer\b.*|"
        r"^\w{3,}s rättigheter$|^granskning och (?:borttagning|rättelse|radering)$|rättighet\w*|rätt(?:en)?\b"
        r"|din rätt\b.*|granskningsrätt\w*|insynsrätt|förbudsrätt|rättelse"
        r"|radering|klagomål\w*|överklag\w*|klaga\b.*"
        r"|registerutdrag|invänd\w+|begränsning\w*|dataportabilitet|återkall\w+|tillsynsmyndighet\w*|rätt "
        r"att\b.*|hur du utövar\b.*|kontroll\b|insyn",
        "updated": (
            r"(?:senast )?uppdatera(?:d|t|des)|senast ändrad|antagen|ikraftträdande|datum|upprättad|uppgjord"
            r"|gäller från|giltig från|version\w*"
            r"|reviderad|publicerad|fastställd"
        ),
        "cookies": r"(?:cookie|kak)\w*|webbanalys|spårning|analysverktyg|analys\b",
        "automated": r"automatis(?!kt\b)\w+|profilering\w*",
        "changes": r"ändring\w*|uppdatering\w*|förändring\w*",
        "obligation": r"(?:skyldighet|krav|måste|obligatorisk\w*|behöver)\b.*(?:lämna|ge|uppge)\b.*",
        "other": (
            r"inledning|bakgrund|allmänt|definition\w*|introduktion|länkar\b.*|barn\b.*|om denna\b.*"
            r"|tillämpning\w*"
        ),
    },
    fillers=r"personuppgift\w*|uppgift\w*|information\w*|data\w*|och|eller|samt|för|av|om|till|i|på|med|den|det"
    r"|de|din|dina|ditt|vår|våra|vårt|vi|du|oss"
    r"|behandl\w*|hanter\w*|regist\w*|ärende\w*|gällande|gäller|rör(?:ande)?|angående|gemensam\w*|person\w*"
    r"|integritet\w*|hur|vad|vilka"
    r"|vem|är|som|eventuell\w*|regelmässig\w*|andra|övriga|namn|kund\w*"
    r"|användar\w*|ees|eu|europeiska|ekonomiska|samarbetsområdet|utanför|samlar|in|får|kan|har|enligt"
    r"|automatiskt|gdpr|dataskydd\w*|beskrivning\w*|policy\w*|tid\w*|kriterier\w*|principer\w*|ändamål\w*|denna",
    labels={
        "name": r"namn|företag(?:ets namn|snamn)?|firma|bolag|förening"
        r"|(?:bolagets|föreningens|personuppgiftsansvariges?) namn",
        "controller": r"personuppgiftsansvarig(?:e|es namn)?|registeransvarig",
        "trade_name": r"bifirma|varumärke|särskilt företagsnamn",
        "address": r"(?:post|besöks|gatu)?-?adress",
        "business_id": (
            r"fo-?\s?nummer|fo-?nr|org(?:anisations)?\.?-?\s?(?:nummer|nr\.?)|organisationsnummer|orgnr"
            r"|momsregistreringsnummer|vat-?nr|företags- och organisationsnummer|företags-?id"
        ),
        "email": r"e-?\s?post\w*|e-?mail|mejl\w*|mail|epost",
        "phone": r"telefon\w*|tel\.?|tfn\.?|mobil\w*",
        "web": r"(?:webb|hem)\w*|www|webbplats",
        "postal": r"postnummer(?: och (?:post)?ort)?|postort|ort",
        "person": r"kontaktperson|dataskyddsombud|namn|ansvarig(?: person)?",
    },
    tells={
        "categories": (
            r"informera om|(?:hanterar|hanteras|tar emot|loggar|loggas"
            r"|registrerar)\b.{0,80}(?:uppgift|namn|adress|:)|(?:du|ni) (?:uppger|lämnar"
            r"|anger)|uppgifter(?:na)? (?:kan|omfattar)|"
            r"(?:samlar (?:vi )?in|behandlar (?:vi )?följande|lagras följande|lagrar|sparar|registreras"
            r"|innehåller|samlas in|vi behandlar)\b.{0,120}(?:uppgift\w+|information|namn\w*|:)"
        ),
        "purposes": (
            r"(?:används|använder|behandlas|behandlar|samlas|samlar)\b.{0,160}(?:för att|ändamål|i syfte|för "
            r"(?:följande|skötsel|hantering|kundvård|marknadsföring))|(?:syftet|ändamålet)\b.{0,60}\bär\b"
        ),
        "sources": (
            r"uppgifts?käll\w+|(?:fås|får vi|samlas in|hämtas|erhålls|inhämtas|kommer)\b.{0,60}\b(?:från"
            r"|av)\b|själv (?:lämna|uppge|ge)\w+"
        ),
        "recipients": (
            r"använder|anlitar|tillhandahåll\w*|levereras|leverantör\w*|drivs|drifta[sd]|skickas|hanteras av"
            r"|lagras (?:i|hos|på|inom)|lämna\w* (?:inte |ej )?(?:ut"
            r"|vidare)|delar (?:vi )?|överlåt\w+|mottagar\w*|underleverantör\w*|personuppgiftsbiträd\w*"
            r"|tjänsteleverantör\w*|tredje\s?part\w*|utlämna\w*"
        ),
        "transfers": (
            r"utanför (?:sverige(?:,| och| eller|/| samt) )?(?:eu|ees|europa|europeiska)|tredje\s?(?:land|länder)"
        ),
        "retention": (
            r"(?:radering|gallring|rensning|borttagning|förstöring)\w*\b.{0,60}\b(?:sker|görs|utförs)\b|"
            r"\b(?:lagra[rs]?|spara[rs]?|bevara[rs]?|behåll\w*|förvara[rs]?)\b.{0,30}\b(?:aldrig|inte"
            r"|ej)\b.{0,40}längre än|"
            r"behandla[rs]?\b.{0,80}(?:så länge|längre än)|(?:finns|ligger|blir|står) kvar\b.{0,40}(?:till|tills"
            r"|så länge"
            r"|i minst|\bi (?:\d+|\w+) (?:år|månad|veck|dag))"
            r"|(?<!här )\b(?:finns|ligger|står) (?!hur|vad|vilk)(?:\w+ ){0,4}(?:så länge|tills|medan)\b"
            r"|lagen (?:styr|bestämmer|avgör) hur länge\b"
            r"|(?:lagras|sparas|bevaras|förvaras|lagrar|sparar|bevarar|gallra[rs]"
            r"|radera[rs])\b.{0,120}(?:så länge|(?:inte|ej) längre än|\bår\b|\bdagar\b|\bveck\w+|\bnär\b|\bmedan\b"
            r"|månad|\btills\b|\bunder\b|\bdå\b|\w*slut\b|\b(?:där)?efter\b|\btid)|(?:efter|senast|inom|än"
            r"|i)\b.{0,60}\b(?:år|månad\w*|veck\w*|dagar)\b.{0,60}"
            r"(?:radera[rs]|gallra[rs]|tas bort|tar vi bort|anonymisera[rs])|tas? bort\b.{0,60}\befter\b"
            r"|lagringstid\w*|bevaringstid\w*|kvarstår\b.{0,60}\b(?:radera|gallra|tas bort)\w*"
        ),
        "security": r"skydda[ds]\w*|säkerhet\w*|lösenord\w*|brandvägg\w*|krypter\w+|åtkomst|arbetsstation\w*|server\w*",
    },
    bases={
        "a": r"samtyck\w+|(?:ditt|det|ert) (?:uttryckliga )?godkännande",
        "b": r"(?!(?:standard|sekretess|\w*biträdes)avtal|\w*avtalsklausul)\w*avtal\w*|kontrakt\w*",
        "c": (
            r"rättslig\w* förpliktelse\w*|(?:laglig|lagstadga|rättslig)\w* (?:skyldighet|förpliktelse|krav)\w*"
            r"|lagstadga\w*|lagkrav\w*|bokföringslag\w*|lagen (?:\w+ )?kräver|krävs enligt lag"
            r"|skyldig\w* att (?:\w+ )?(?:spara|bevara|behålla|arkivera)\b[^.,;]{0,30}lag\w*"
            r"|(?:skyldighet|krav)\w* enligt (?:gällande|\w*(?:lag|regler|förordning))\w*|juridisk\w* "
            r"förpliktelse\w*"
        ),
        "d": r"(?:grundläggande|vital\w*) intress\w+|skydd av grundläggande|livsviktig\w+",
        "e": r"(?<!viktigt )allmänt intresse|allmän\w* intress\w+|myndighetsutövning",
        "f": r"(?:berättiga|legitim)\w* intress\w+|intresseavvägning\w*|(?:av|över)?vägning\w* av (?:\w+ )?intresse\w*",
    },
    basis_cue=(
        r"behandling\w*\b.{0,60}\b(?:är|vara|blir)\b.{0,30}\bnödvändig\w*(?! tid)"
        r"|\bhar (?:vi |jag )?ett (?:berättigat|legitimt) intresse av\b"
        r"|\b(?:fullgöra|uppfylla) (?:vårt |våra |ett |det )?\w*avtal\w* (?:med|mellan) (?:dig|oss)\b|"
        r"(?:rättslig|laglig|legal)\w* grund\w*|rättsgrund\w*|grunda[rdt]?s?\b|grundar sig"
        r"|baseras?\b|baserar\b|stöd\w* (?:av|på|sig|oss på|behandlingen på)|med stöd|utgör grund\w*|vilar på"
        r"|på grund av"
        r"|på basis av|på grundval av|bygger på|grund\b|(?:ger|lämnar)\b.{0,40} samtycke|samtycker (?:du |ni "
        r"|denne |\w+en )?till|\bber (?:vi |dig "
        r"|alltid )?om (?:ditt "
        r"|ert )?(?:\w+ )?samtycke"
        r"|\b(?:behandla|använd|samla|hantera|publicera)\w*\b.{0,60}\b(?:med|efter) (?:ditt|ert) (?:\w+ )?samtycke"
    ),
    conditional=r"\b(?:om (?:behandlingen|du|vi)|ifall|i den mån|när behandlingen|i de fall|då behandlingen)\b",
    rights={
        "access": (
            r"tillgång|(?<!obehörig )(?<!otillåten )\båtkomst\b(?=,| och\b| eller\b|\.|\)| till (?:dina?|sina"
            r"|egna|de|person))"
            r"|\b(?:får?|kan|vill) se (?:\w+ ){0,2}(?:sina?|sitt|ditt|din|det som|vad|vilka|allt)\b"
            r"|\bse (?:och|eller) (?:ändra|rätta|få)\b|\blista (?:på|över) vad (?:vi|ni) (?:har|sparat)\b"
            r"|rätt(?:en)? till information\b(?! om (?:hur|varför))|sammanställning\w* (?:av|över)"
            r"|registerutdrag|\bbegära ut\b|\bse (?:dina|vilka|vad)\b|få ut\b.{0,30}\b(?:uppgift"
            r"|information)\w*|granska\w*"
            r"|granskningsrätt|insyn\w*|kopia|ta del av"
            r"|(?:få|begära) information(?! om (?:hur|varför))|få veta|veta vad (?:vi|ni|jag|som)\b"
            r"|hämta ut (?:de |dina )?(?:person)?uppgift\w*|få bekräft\w+|besked|utdrag|se (?:dina|de)"
        ),
        "rectification": r"rätt(?:a|ar|as|ade|elser?|ning(?:ar|en)?|ad|at)\b|korriger\w+|korrekt\w*|komplett\w+"
        r"|ändra\w*"
        r"|felaktig(?:a|het\w*)?\b",
        "erasure": (
            r"rader\w+|radering\w*|\bbli (?:struken|strukna)\b|\bglömmer (?:dig|er)\b|att (?:vi|ni|de) tar bort"
            r"|ta bort|tas bort|bli bortglöm\w+|bli glömd|borttag\w+|utplån\w+|avlägsn\w+|förstör\w+"
            r"|bortglömd"
        ),
        "restriction": r"begräns\w+\b(?! (?:läge|funktion|tillgång|åtkomst|omfattning|tid|version|utsträckning))"
        r"|(?:uteslutande|endast|enbart) lagras och inte används",
        "portability": (
            r"dataportab\w+|portab\w+|få ut\b.{0,120}(?:annan|annat|maskinläsbar\w*|digital\w*|format)"
            r"|(?:överför\w*|flytta\w*|flytt)\b.{0,120}(?:annan|annat|uppgifter"
            r"|system|maskinläsbar\w*)|maskinläsbar\w*"
        ),
        "objection": r"invänd\w+|motsätta|bestrida|protestera",
        "marketing_objection": r"(?:förbjud\w*|förbud\w*|motsätta|invänd\w+|tacka nej|avböj\w+|avregistrer\w+"
        r"|avprenumerer\w+|avsäg\w+|säga (?:nej|upp)|neka|avstå|välj(?:a|er) (?:\w+ )?bort"
        r"|avsluta)\b.{0,140}(?:marknadsför\w+|reklam|nyhetsbrev|utskick|direktmarknad\w+|erbjudande\w*)"
        r"|(?:\w*marknadsför\w+|reklam|nyhetsbrev)\b.{0,80}(?:förbjud\w+|motsätt\w+|avregistrer\w+"
        r"|avprenumerer\w+|avböj\w+"
        r"|välj(?:a|er) (?:\w+ )?bort|invänd\w+)|marknadsföringsförbud\w*",
        "withdraw_consent": (
            r"(?:återkall\w+|återta\w*|ta tillbaka|dra tillbaka|dra in|häva|ångra|ändra)\b.{0,80}(?:samtyck\w*"
            r"|medgivand\w*)"
            r"|samtyck\w*\b.{0,80}(?:återkall\w+|återta\w*|tas tillbaka|dras (?:tillbaka|in)|dra tillbaka"
            r"|ta tillbaks?a?\b|tar (?:du|ni) tillbaka"
            r"|dra in)"
        ),
        "complaint": (
            r"(?:vända dig till|kontakta|höra av dig till) (?:imy|integritets|data|tillsyns)\w*|klagomål\w*"
            r"|klaga\b|besvär\b|anföra|anmäl\w+ till (?:data|integritets|tillsyn)\w*"
            r"|anmäla (?:detta|det|saken|oss|ärendet|behandlingen) till (?:\w+ )?(?:imy|data|integritets|tillsyn)\w*"
        ),
    },
    right_cue=(
        r"rätt(?:en|ighet\w*)?\b(?! att behandla)|går (?:alltid )?att\b|om du\b.{0,80}\bvill\b|vill (?:du|ni"
        r"|kunden|medlemmen|någon)\b"
        r"|\b(?:man|alla|envar|var och en|den som(?: \w+){1,3}|kund(?:en|er|erna)?|medlem(?:men|mar|marna)?"
        r"|patient(?:en|er)?"
        r"|gäst(?:en|er)?|elev(?:en|er)?|familjen|deltagaren?|innehavaren|användaren|hyresgästen|beställaren|köparen"
        r"|klienten"
        r"|vårdnadshavaren?|föräldrar(?:na)?|de registrerade|understödaren|vännen|bybon) (?:får|kan|har rätt)\b"
        r"|\bden som (?:\w+ )?(?:ber|vill|begär|önskar)\b"
        r"|\bfår (?:\w+ )?(?:se|veta|granska|ta del av)\b.{0,40}\bom (?:en|hen|honom|henne|sig|dem|dig|er)\b"
        r"|\b(?!personal|styrels|ordförand|sekret|kassör|admin|behörig|lärar|tränar|ledar|medarbet|anställ|företag"
        r"|föreningen)"
        r"\w{4,}(?:en|et|n|na) (?:får|kan) (?:begära|kräva|be|få|se) (?:\w+ ){0,3}(?:se|få|uppgift\w*|sina?|sitt|det"
        r"|rätt\w+)\b"
        r"|\bstämmer (?:det|något|nåt|de|uppgifterna) inte\b|\bär (?:det )?(?:något|nåt|uppgifterna) fel\b|\bsom vill\b"
        r"|\bom (?:kunden|medlemmen|du|någon) (?:ber|begär)\b|\b(?:vill|ber) (?:\w+ )?(?:du|ni|någon) (?:att|se|ha)\b"
        r"|\bkan (?:du|den|när|också|även|man)\b|\b(?:användare|medlemmar|kunder)(?:na)? kan\b|\bdu (?:kan|har"
        r"|får)\b|begär\w*|möjlighet\w*|(?<!lagen )(?<!lag )kräv\w*|den registrerade"
    ),
    negation=r"\b(?:inte|ej|aldrig|inga|ingen|inget|ingenting)\b",
    and_words=r"och|samt|eller|och/eller|såväl som",
    list_leads=r"(?:informera om|uppge|uppger|lämnar|anger|samlar (?:vi )?(?:\w+ )?in|samlas in"
    r"|behandlar|behandlas|hanterar|hanteras|lagrar|lagras|sparar|sparas|registrerar"
    r"|registreras|inhämtar|tar emot|noterar|(?<!våra )(?<!dessa )loggar(?!,|(?: du| ni)? (?:in|ut)\b)|loggas"
    r"|inkluderar"
    r"|innefattar|inbegriper|ber om"
    r"|innehåller|omfattar|uppgiftskällor är|källor är|fås|får vi|hämtas|utgörs av|består av|är:)(?!\w)"
    r"(?: (?:vi|bland annat|bl\.? ?a\.?|t\.?ex\.?|följande (?:person)?uppgifter|följande information"
    r"|följande|till exempel|exempelvis|i första hand|främst|(?:person)?uppgifter såsom"
    r"|(?:person)?uppgifter som|i registret|om dig|om kunden|kundens|personens|den registrerades"
    r"|från)(?:(?<=\W)|(?!\w)))*:?",
    months={name: number for number, name in enumerate(_MONTHS, 1)},
    date_cue=(
        r"utkast|skapad\w*|uppdatera\w*|datum|upprättad\w*|uppgjord\w*|gäller från|giltig\w*|version\w*|reviderad\w*"
        r"|publicerad\w*|ikraftträd\w+|träd\w+ i kraft|beslutad\w*|antagen|antog\w*|godkän[dt]\w*|nedteckna\w+|rev\."
        r"|rättad\w*|justera[dt]\w*|kompletterad\w*|putsad\w*|omarbetad\w*|ändrat\w*|genomgången|översedd"
        r"|text\w* (?:är )?från|skriv(?:en|et|s|na)|ändrad\w*|senast|fastställd\w*|gäller"
    ),
    controller_cue=(
        r"(?:(?:webbplatsen|webbsidan|hemsidan|sidan|tjänsten|appen|webbutiken|butiken|sajten"
        r"|e-handeln|(?:denna|den här|detta) (?:app|webbplats|tjänst|sida|sajt|hemsida|spel))"
        r"(?: \S+)? (?:drivs|ägs|tillhandahålls|utvecklas|sköts|ges ut) "
        r"(?:och \w+ )?av"
        r"|registret (?:förs|upprätthålls|sköts) av|(?:person)?uppgiftsansvarig(?:a|e)?"
        r"(?: (?:och|samt) [a-zåäö]{5,30})?(?: "
        r"för (?:behandling(?:en)?|hanteringen|registret)\b(?:[^.,\n]|\.(?=\w)){0,90})? är"
        r"|registeransvarig(?:e)? är|ansvarig för (?:dina |era |de )?(?:behandlingen|hanteringen|registret"
        r"|(?:person)?uppgift\w+)[^.,]{0,60} är)"
    ),
    outside=(
        r"utanför (?:sverige(?:,| och| eller|/| samt) )?(?:eu|ees|europa|den europeiska|europeiska"
        r"|det europeiska)\b.{0,60}|tredje\s?(?:land"
        r"|länder)|utomlands|usa\b|förenta staterna|utanför (?:ditt|ert) (?:eget )?(?:hem|bosättnings)?land\b"
    ),
    stays_inside=(
        r"lämnar (?:aldrig|inte|ej) (?:eu|ees)\b"
        r"|(?:överför\w*|delas?|(?:ut|vidare)?lämna\w*|förmedla\w*|sprid\w*|sänd\w*|flytta\w*|skicka\w*"
        r"|behandla\w*|lagra\w*)\b.{0,60}\b(?:inte|ej"
        r"|aldrig|inga|inget)\b|\b(?:inte|ej|aldrig|inga)\b.{0,60}(?:överför\w*"
        r"|delas?\b|lämna\w*|flytta\w*|behandla\w*)"
        r"|(?:endast|enbart|bara|alltid)\b.{0,40}inom (?:eu|ees)\b"
    ),
    goes_outside=r"(?:\w*överför\w*|(?:ut|vidare)?lämnas?|förmedlas|sänds|ges\b|förs\b|flyttas|skickas"
    r"|behandlas?|lagras?|delas|finns|belägn\w+|tillgång"
    r"|åtkomst|verksamhet)",
    hedged=(
        r"regelmässig\w*|i regel|i huvudsak|normalt|såvida|om inte|förutom|utom\b|utan\b|vanligtvis"
        r"|huvudsakligen|som regel|, om\b"
    ),
    noise=(
        r"acceptera (?:alla|cookies).*|hoppa till innehåll\w*|gå till innehåll\w*|meny|hem|varukorg|logga in"
        r"|sök|stäng|läs mer|vi använder (?:cookies|kakor) för att.*|till toppen|(?:copyright )?©.*"
        r"|copyright.*"
    ),
)
