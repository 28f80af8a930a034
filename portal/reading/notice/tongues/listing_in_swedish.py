"""What stands before, between and behind the kinds of data that a Swedish sentence lists."""

import re

from portal.reading.notice.tongues.putting_down_in_swedish import LEADS

_WHO = r"(?:vi|jag|du|ni|man|den|det|hen|de|[A-ZÅÄÖa-zåäö-]{3,20})"
_SUCH = (
    r"(?:också|även|dessutom|därtill|bara|endast|enbart|alltid|ofta|oftast|ibland|då|sedan|själv|normalt|mest|främst"
    r"|vanligtvis|först|givetvis|förstås|alltså|däremot|vidare|särskilt|i regel|i så fall|i första hand|frivilligt"
    r"|sådana? uppgifter som|uppgifter som|uppgifter såsom|uppgift\w* om(?: dig)?,?|information om|sådant som"
    r"|saker som|sånt som|sådana saker som|så som|såsom|exempelvis|till exempel|t\.?\s?ex\.?|tex|bland annat"
    r"|bl\.?\s?a\.?|dvs\.?|det vill säga|nämligen|följande(?: uppgifter)?|som rör|om dig|dig om|ev\.|eventuellt"
    r"|eventuella|in|upp|ned|ner)"
)
_INFINITIVES = (
    r"stå|finnas|ingå|ligga|innehålla|rymma|omfatta|inkludera|innefatta|gälla|vara|förekomma|antecknas|noteras|sparas"
    r"|registreras|lagras|behandlas|föras in|skrivas (?:in|upp|ned|ner)|ha|röra sig om|handla om|hantera"
    r"|ta emot|ta in"
    r"|få veta|få|behövas|krävas|framgå|synas|läggas in|lämnas|loggas"
)
LISTS = re.compile(
    rf"{LEADS.pattern}"
    r"|(?<![\w-])(?:"
    rf"(?:kan|ska|skall|måste|bör|brukar|får|behöver|kommer|kunna)(?: {_WHO})?(?: {_SUCH}){{0,3}} (?:{_INFINITIVES})"
    rf"|(?:tar|ta|tas|läser|läses)(?: {_WHO})?(?: {_SUCH}){{0,3}} (?:in|emot|reda på|med)"
    r"|(?:kompletteras|utökas)(?: [\w-]+){0,2} med|kommer (?:vi|jag) i kontakt med|hantera uppgifter om"
    r"|hanterar|hanteras"
    r"|kräver|fordras|(?:gäller|är|rör) det|behöver|vill ha|tillkommer|används(?= (?:adress|namn|telefon|mobil"
    r"|e-?post|mejl))|stå"
    r"|finnas|ingå|förutom|utöver"
    rf")(?: {_SUCH}){{0,4}}(?![\w-])"
)
"""Who takes what, and what a register holds; the list stands behind it."""
MAY_LIST = re.compile(
    r"(?<![\w-])(?:(?:uppgift|uppgifter|anteckning|anteckningar|information|data) om"
    r"|(?:ha|har)(?: (?:vi|jag|man))?|(?<![–—:-] )får|går|delas"
    r"|(?:såsom|så som|exempelvis|till exempel|t\.?\s?ex\.?|tex|bland annat|bl\.?\s?a\.?|dvs\.?|d\.v\.s\.|i form av"
    r"|det vill säga|nämligen|(?<=uppgifter )som|(?<=sådant )som|(?<=saker )som|(?<=sånt )som"
    r"|(?<=information )som|(?<=[–—] )som)"
    rf")(?: {_SUCH}){{0,4}}(?![\w-])"
)
"""What leads to examples of data, and as often to those of aught else."""
IS = re.compile(
    r"(?<![\w-])(?:är|rör sig om|handlar om|gäller|rör|avser|utgörs av|består av)"
    rf"(?: (?:det|det sig om|vi|jag|man))?(?: {_SUCH}){{0,4}}(?![\w-])"
)
OF_DATA = re.compile(
    r"(?<!\w)(?:det|detta|dessa|dom|\w*uppgift\w*|information\w*|data|exempel på|som (?:behandlas|sparas|registreras"
    r"|samlas|noteras|antecknas))(?!\w)"
)
"""What stands before an `are` that leads to data."""
STANDS = re.compile(
    r"(?<![\w-])(?:finns|finner vi|står|ligger|syns|framgår|ingår)(?: (?:det|vi|jag|man))?"
    rf"(?: {_SUCH}){{0,4}}(?![\w-])"
)
IN_PLACE = re.compile(r"(?<!\w)(?:i|på|hos|av|om|för|ur|där|till|vid)(?!\w)")
"""What stands before a `stands written` that leads to data."""
BREAKS = re.compile(
    r"(?<![\w-])(?:kanaler såsom|reglerna|man får|för att|så att|eftersom|därför att|därför|medan|tills"
    r"|så länge|innan|såvida|enligt|utan|varken|inte"
    r"|aldrig|ej|inga|ingen|inget|räknas|rätt (?:till|att)|kan du|du kan|kontakta|vänd|menas|avses|raderas?|rensas?"
    r"|gallras?|stryks|tas bort|ta bort|rättas?|ändras?|begära|säljs|slängs|kastas|(?:när|om|då|ifall) (?:du|ni|vi"
    r"|man|den|det|någon|jag|de)|används?(?! adress| namn| telefon| mobil| e-?post| mejl)|använder|som ska"
    r"|kontrolleras|stämmer|krypteras)(?![\w-])"
)
"""Words of another clause: what stands behind them is no list of data, unless something leads to one anew."""
PASSIVES = re.compile(
    r"\s(?:(?:kan|ska|måste|behöver|får|kommer att|brukar) (?:(?!inte|ej|aldrig)\w+ )?)?(?:antecknas|noteras"
    r"|registreras|dokumenteras"
    r"|sparas|lagras|loggas|samlas(?: in)?|hämtas|inhämtas|skrivs (?:in|upp|ner|ned)|fylls i|förs in|tas in|behandlas"
    r"|mäts|läggs in|behövs|krävs|efterfrågas|skickas (?:till|dit|in)|lämnas (?:till|över)|publiceras"
    r"|visas|syns|går till|använder (?:vi|jag)(?= för))(?![\w-])"
)
"""The verb behind a list that is its subject."""
JOINTS = re.compile(
    r"(?:\s(?:och|samt))?(?<!-)[,;](?!\d)\s?(?:(?:och|samt|eller|liksom|även|dessutom)\s)?|\s(?:samt|plus"
    r"|liksom|såväl som|inklusive"
    r"|eller s\.k\."
    r"|och/eller)\s(?:även\s|också\s)?|(?<![-–/])\s(?:och|&)\s(?!-)(?:även\s|också\s|på sikt\s|ev\.?\s)?"
)
ASIDE = re.compile(
    r"\sså att (?:vi|jag|du) [^,.;:]{3,60},\s|(?:,\s)?(?:\s(?:och|samt))?,\s(?:(?:om|när|vid|för"
    r"|inför) [^,.;:]{2,60}|så att (?:vi|jag|du) [^,.;:]{3,60}|i förekommande fall|i vissa fall"
    r"|vid behov),\s"
)
"""`and, if you want an invoice, your number`."""
ASKS = re.compile(
    r"(?:(?:vid|på|i|från|till|om) )?(?:vad|vem|vilka|vilken|vilket|hur|när|varför|varifrån|vart|huruvida"
    r"|om (?:någon|något|du|ni|man|\w{3,}(?:en|et|na)))\s\w+"
)
"""A question that is a member: `who may fetch the dog`."""
OF_NOTICE = re.compile(
    r"hur [\w-]+ (?:behandlar|använder|hanterar|samlar|skyddar|delar)\b|när (?:du|ni)\b(?! (?:senast|loggade"
    r"|köpte|började))|vilka (?:leverantörer|företag|tjänster|system|lagar|regler)\b|(?:vad|hur|varför"
    r"|vilka \w+|vem|när"
    r"|vilken \w+)(?: länge)? (?:vi|jag|som gäller)\b|vilka (?:rättigheter|val)\b"
    r"|om (?:du|ni|man) (?:vill|önskar|inte|begär)\b|hur länge\b|vad (?:det|de|den) (?:är|ska|används)"
)
GIVEN = re.compile(
    r"(?:det|de|annat|sådant|allt annat|allt|övrigt|den)(?! (?:person)?uppgift| information"
    r"| data)(?: \w+){0,3} (?:som|du|ni) \w+"
    r"|(?:notering|uppgifter|uppgift|anteckning|anteckningar|besked) om (?:att|om|vem|vad|vilk\w+|när|hur"
    r"|\w+(?:en|et|an) (?:är|har))\b"
)
"""`other things that the villager tells us`."""

HELD = re.compile(
    r"uppgifter om|följande|(?<![\w-])[\w-]{0,24}(?:journal|regist|matrikel|förteckning|lista|kort|blankett"
    r"|formulär|boken"
    r"|protokoll|databas|liggar|pärm|akt)(?:en|et|n|et|ret|eln)?(?!\w)"
)
"""What leads to a list so surely that few of its members need be known."""
BEFORE = re.compile(
    r"(?:(?:(?:där|om|när|vid|för|i|på|då|till)\s(?:[\w-]+\s){1,6}?(?:även|också|dessutom)|för (?:varje"
    r"|alla) [\w-]+|även|också|ibland|ofta|oftast|gärna|bara|endast|enbart|såsom|så som|såväl|främst|möjligen"
    r"|dels|både|alla"
    r"|följande|uppgifter som|information som|vanligen|dessutom|därtill|förutom|utöver|alltid|givetvis|in|upp"
    r"|med|över"
    r"|samt|ex\.|tex|t\.?\s?ex\.?|till exempel|exempelvis|bland annat|bl\.?\s?a\.?|dvs\.?|nämligen|alltså"
    r"|i en del fall"
    r"|i förekommande fall|i vissa fall|vid behov|det|en|ett|ditt|din|dina|era|er|ert|hans|hennes|deras|sitt|sin|sina"
    r"|frivilligt|minst|automatiskt|eventuellt|(?:uppgift|uppgifter|information) om(?= [\w-]+\Z))\s)+"
)
"""What leads to a member, and is no part of it."""
BEHIND = re.compile(
    r"\s(?:(?:eller|och) (?:liknande|motsvarande|dylikt|annat)(?!\w)|(?:för att|tills|medan|eftersom|så att|när"
    r"|innan|så länge|via|per mejl|i förväg|i de fall|i samband med"
    r"|vidare|vilket)(?!\w)|(?:dit|hit|där (?:det|vi|så|sådant|du)|(?:också|även|dessutom|sedan|alltid) (?:för"
    r"|till|i|på|vid))(?!\w)|där[\s.]*\Z"
    r"|för (?:[\w-]+(?:en|et|an|ningen)|utskick\w*|kontakt\w*|leverans\w*|kallelser)(?!\w)"
    r"|(?:i|under|efter|inom) (?:\d|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|högst|max|minst)\b"
    r"|(?:i|på|till|hos|via|från|med|av|genom|ur) (?:appen|namnsky\w+|servern|en lista|ett|den|det|vår|våra|vårt|oss"
    r"|systemet|registret|webbplatsen|sidan|hemsidan|sajten|loggen|listan|matrikeln|telefonen|enheten|formuläret"
    r"|dem|detta|dessa)(?!\w)|till [a-zåäö-]{3,}(?:en|et|an|verket)(?=[\s.]*\Z)"
    r"|(?:med|till|av|på|från|som|också|sedan|alltid|m\.?m|osv|etc|mm|o\.?d|e\.?dyl)[\s.]*\Z"
    r"|om (?:du|ni|man|det|den|någon|kunden)\s).*",
    re.S,
)
"""What hangs behind a member and says where, when or what for."""
ENDS = re.compile(
    r"\s(?:i samband med|för (?:[\w-]+(?:en|et|an))|när|i de fall|eftersom|medan|tills|så länge|för att|så att)(?!\w)"
)
"""What hangs behind the last member of a list."""
OWN_TILL = re.compile(r"(?:orsak|anledning|skäl|namn|telefon|nummer|kontaktuppgift|kod|nyckel|behörighet)\w*\Z")
"""Nouns of which a `till` is part."""
NO_MEMBER = re.compile(
    r"(?:där|dit|men|varandras|behövs|krävs|finns|lämnas|sparas|läggs|tas|ges|går|sätts|se|ibland|[\w-]+ (?:tas|läggs"
    r"|görs|ges|sker)|kopplat|kopplad"
    r"|vilket|det mesta|(?:anta|anlita|administrera|analysera|anmäla|använda|besvara"
    r"|betala|bjuda|boka|bygga|delta|erbjuda|fakturera|fullgöra|fylla|följa|förbättra|förebygga|genomföra|ge|göra"
    r"|hantera|hjälpa|hyra|hålla|informera|kalla|kontakta|kunna|köpa|köra|leverera|låta|läsa|lösa|nå|ordna"
    r"|planera|rätta"
    r"|skapa|skicka|skydda|sköta|spela|starta|svara|sälja|söka|ta|titta|tävla|uppfylla|utföra|utveckla|utreda|veta"
    r"|visa|välja|ändra|öppna)"
    r"|[\w-]*(?:databas|register|system|program|arkiv)(?:en|et|met)?(?=\Z)|filer(?= för)"
    r"|[\w-]+(?:en|et|an|na) [\w-]+(?:ar|er|as|es)(?=\Z)|[\w-]*(?:företaget|bolaget|ägaren|partnern"
    r"|leverantören|myndigheten|föreningen|arbetsgivaren|styrelsen)(?=\Z))"
    r"(?!\w)(?! som )"
)
"""How no noun that names data begins: a verb, or who has the data."""
AND_SUCH = re.compile(r"(?:och )?(?:liknande|annat|övrigt|sådant|sånt|dylikt|mera?|m\.?m|osv|etc|mm|detta)[\s.]*")
"""What ends a list and names nothing."""
LOGS_IN = re.compile(r"(?:(?:personligt|eget|ditt) )?(?:användarnamn|lösenord|inloggning)")
ACTS_ON = re.compile(r"[a-zåäö]{3,}(?:ts|at|it|tt|ar|er|as|es)(?!\w)")
"""A second verb of a question: `which exercises were given and planned`."""
