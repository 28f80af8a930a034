"""How a Swedish notice of a small body says that something is put down, whatever heading it stands under."""

import re

_WHO = r"(?:vi|jag|du|ni|man|den|appen|spelet|servern|tjänsten|[a-zåäö-]{3,20}(?:en|n|et|t|ern|erna|arna))"
_SOME = (
    r"(?:också|även|dessutom|bara|endast|enbart|bl\.? ?a\.?|bland annat|till exempel|t\.? ?ex\.?|exempelvis"
    r"|alltid|ofta"
    r"|oftast|ibland|automatiskt|då|sedan|själv|gärna|normalt|vanligtvis|frivilligt|först|givetvis|förstås|därtill"
    r"|också|följande|sådant som|saker som|sånt som|alltså|dvs\.|det vill säga|däremot|dig om|dig|er|oss"
    r"|åt oss|till oss)"
)
_ACTS = (
    r"antecknar|noterar|registrerar|dokumenterar|sparar|lagrar|loggar|uppger|anger|lämnar|minns|mäter|räknar|läser"
    r"|hämtar|hanterar|behandlar|behöver|begär|kräver|visar|sänder|skickar|inhämtar|kopierar|exporterar|importerar"
    r"|publicerar|för (?:vi|jag|den) in|mejlar|väljer|ser|får (?:vi|jag|man)|(?:vi|jag|man) får|samlar"
    r"|mottar|tar emot|lägger|efterfrågar"
    r"|för (?:vi|jag)|(?:vi|jag|den) för|tar (?:vi|jag|man|du)|skriver"
)
_DO = (
    r"anteckna|notera|registrera|dokumentera|spara|lagra|logga|uppge|ange|lämna|mäta|läsa|hämta|hantera"
    r"|behandla|begära"
    r"|fylla i|skriva (?:in|upp|ner|ned)|mata in|knappa in|föra in|lägga (?:in|till|upp)|ladda upp|skicka(?: in)?"
    r"|behöva|ha|veta|se|samla in|be om|fråga efter|kopiera|inhämta|dela|ta in|importera|publicera|innehålla|omfatta"
)
_PASSIVE = (
    r"antecknas|noteras|registreras|dokumenteras|sparas|lagras|loggas|uppges|anges|lämnas|mäts|räknas|läses|hämtas"
    r"|behandlas|begärs|krävs|visas|sänds|skickas|inhämtas|kopieras|publiceras|behövs|samlas in|efterfrågas|skrivs"
    r"(?: (?:in|upp|ner|ned))?|fylls(?: i)?|matas in|förs in|läggs (?:in|ut|upp)|överförs|följer|tillkommer|läses av"
    r"|laddas upp|rapporteras|redovisas|presenteras|lämnas över|framgår|ingår|tas in|fås|syns|hamnar"
    r"|förekommer|antecknas"
)
LEADS = re.compile(
    r"(?<![\w-])(?:"
    rf"(?:{_ACTS})(?: {_WHO}(?= (?!och\b|eller\b|samt\b)[\w-]))?(?: (?:in|upp|ner|ned|av|över|reda på|veta"
    r"|se|tillgång till))?"
    rf"|(?:skriver|fyller|matar|knappar|laddar)(?: {_WHO})? (?:in|i|upp|ner|ned|över)"
    rf"|(?:håller|hålla)(?: {_WHO})? reda på|(?:frågar|ber)(?: {_WHO})?(?: dig)? (?:efter|om)"
    rf"|(?:kan|ska|måste|behöver|brukar|vill|får|kommer att|låter|bör|räcker det att|skyldig\w* att)(?: {_WHO})?"
    rf"(?: {_SOME}){{0,3}} (?:{_DO})"
    rf"|{_PASSIVE}"
    r"|(?:består|utgörs) av|omfattar|innehåller|inkluderar|innefattar|rymmer|upptar"
    r"|(?:där|då|här|den|det|listan?|[a-zåäö-]*(?:registret|boken|matrikeln|listan|kortet|pärmen|protokollet|loggen"
    r"|databasen|kontraktet|profilen|talongen|journalen|blanketten|formuläret|ansökan|systemet|tabellen"
    r"|anmälan)) (?:brukar )?(?:står|finns|finnas|ligger|är)"
    r"|(?:frågorna|enkäten|uppgifterna) (?:rör|gäller|handlar om|avser)"
    r"|[a-zåäö-]*(?:lista|listan|kort|blad|blankett|logg|tabell|rad|register|fil|formulär)(?: i)? (?:över|med)"
    rf")(?: {_SOME}){{0,4}}(?: om dig)?(?![\w-])"
)
"""Who writes, asks or gets, what is written, or where it stands; the list stands behind it."""
BEFORE = re.compile(
    r"(?:[^.;:,]{3,40} (?:kräver|säger|anger|föreskriver|innebär) att )?(?:(?:när|om|då|vid|för|i|på|med|under"
    r"|efter|hos|till|av|genom|innan|från)\s[^.;:,]{3,80},\s)?"
    r"(?P<what>[^.;:!?]{3,140}?)\s"
    r"(?:(?:kan|ska|måste|behöver|får|kommer att) )?(?:antecknas|noteras|registreras|dokumenteras|sparas|lagras"
    r"|loggas"
    r"|samlas in|hämtas|publiceras|skrivs (?:in|upp|ner|ned)|fylls i|förs in|rapporteras|mäts|läses av"
    r"|skickas (?:till (?:oss|vår)|med)"
    r"|krypteras|laddas upp|visas|hamnar|syns|följer(?: alltid)? med|(?:skickas|överförs"
    r"|vidarebefordras)(?= till))(?![\w-])"
)
"""What is put down stands before it: `sound files are uploaded to our server`."""
ENDS = re.compile(
    r"[;?!]|\s[–—]\s|\s->\s|,?\s(?:för att|så att|eftersom|därför att|medan|tills|så länge|om (?:du|ni|vi|man|någon"
    r"|den|det|kunden)|när (?:du|ni|vi|man|den|det|någon)|dock|utan att|vilket|vilka|varav)\s"
    r"|,\s(?:men|så|då|där|som|och (?:vi|jag|du|det|den|de|tas|raderas|sparas|skickas|visas|används)|inget|ingenting"
    r"|inte|aldrig|det|vi|jag|du)\s|\soch (?:vi|jag|du|ni|det|den|de) |,\s(?:inga|ingen|inget|ej|fast|så|utan)\s"
    r"|\soch (?=(?:ligger|finns|går|gör|blir|är|har|får|tar|kan|ska|ber|[a-zåäö]{3,}(?:[ae]s|erar|tar))(?!\w))"
    r"|\soch (?=[a-zåäö]{3,}(?:en|et|na|rn) [a-zåäö]{2,}(?:ar|er|as|es)(?!\w))"
    r"|\s(?:i enlighet|enligt|baserat på|med stöd av|i samband med|i syfte|utan)\s"
)
"""Where the list ends and another clause begins."""
BEFORE_NOUN = re.compile(
    r"(?:(?:även|också|ibland|ofta|oftast|gärna|eventuellt|eventuell|eventuella|ev\.|bara|endast|enbart|till exempel"
    r"|exempelvis|t\.? ?ex\.?|bland annat|bl\.? ?a\.?|främst|möjligen|dels|både|såväl|alla|vilka|vilken|vilket"
    r"|följande|uppgifter om|uppgift om|information om|dig om|vanligen|dessutom|såsom|det|en|ett|ditt|din|dina|era|er"
    r"|ert|hans|hennes|deras|sitt|sin|sina|frivilligt|minst|automatiskt|in|upp|med|alltid|givetvis|över)\s)+"
)
TAILS = re.compile(
    r"\s(?:som|för att|för (?:utskick|kontakt|fakturering|leverans)\w*|tills|medan|eftersom"
    r"|(?:i|under|efter|inom) (?:\d|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|högst|max|minst)\b"
    r"|(?:i|på|till|hos|via|från|med|av|genom|ur) (?:appen|namnsky\w+|servern|en|ett|den|det|vår|våra"
    r"|vårt|oss|dig|systemet|registret"
    r"|webbplatsen|sidan|hemsidan|sajten|loggen|listan|matrikeln|telefonen|enheten|formuläret|[A-ZÅÄÖ]\w+)\b"
    r"|(?:till|i|hos|från|via) [a-zåäö-]{4,}(?:en|et|an|erna|orna|arna)(?!\w)|inklusive|för alla"
    r"|när|eller|innan|så länge|vid varje|varje|var \w+|per mejl|i förväg|öppet|där)\b.*",
    re.S,
)
"""What hangs behind a noun and says where, when or what for."""
NO_NOUN = re.compile(
    r"(?:godkännande|anonymt|inklusive|uppgifter|medgivande|inte|inga|ingen|inget|aldrig|ej|varken|att"
    r"|det|den|de|detta|dessa|så|vi|jag|du|ni|man|som|om|när|för|i|på|till"
    r"|av|hos|från|vid|efter|under|hur|vad|vem|vart|var|allt|allting|mer|mest|något|någonting|ingenting"
    r"|annat|annan|andra|samma|att|kunna|komma|visa|göra|ge|få|ta|små|viss|vissa"
    r"|sådant|uppgiften|uppgifterna|personuppgifter|data|information|informationen|dem|den|kakor|cookies"
    r"|via|genom|enligt"
    r"|utan|mellan|ut|vidare|bort|rätt|hjälp|tag|kontakt|samtycke|ditt samtycke|besked|svar från|upp till|sig"
    r"|oss|dig)"
    r"(?!\w)"
)
"""How no noun that names data begins."""
NOTHING = re.compile(
    r"(?:(?:dina|de|alla|våra|vissa|andra|era|övriga|tekniska|nödvändiga) )*(?:person)?(?:uppgift\w*|data"
    r"|information\w*)"
    r"|analys|språk|enhet\w*|kakor|cookies|\w*avtal\w*|(?!\w*(?:bo|för|upps|utd|ut|an|om|val)lag)\w*lag(?:en)?"
    r"|tjänst(?:en|er|erna)?|kund(?:en|er|erna)?|besökare"
    r"|antal|siffror|målsman|medlem(?:men|mar|mars)?|användare|användaren"
)
"""What is told of everywhere and names no kind."""
SAYS = re.compile(
    r"(?<!\w)(?:är|har|kan|ska|skall|vill|får|måste|blir|vi|du|jag|man|ni|finns|inte|aldrig|ej|inga|ingen|inget|att"
    r"|raderas|sparas|skickas|lagras|behandlas|används|ligger|gör|tar|går|oss|dig|hur)(?!\w)|.\s(?:din|ditt|dina)\s"
    r"|personuppgifter|nyhetsbrev|(?<!\w)\w{2,}(?<!kam)eras?(?!\w)|(?:och|samt|inklusive)\Z|\A\w+a (?:din"
    r"|ditt|dina|sparade|en|ett)\s|lagstiftning"
)
"""Words of a clause, of which no member is made."""
COLON = re.compile(r"(?P<label>[^:;?!@]{2,90}):\s(?=\S)")
"""A label or a clause that leads to what follows it in the same sentence."""
OF_OTHERS = re.compile(
    r"syfte|ändamål|grund|rätt|(?<=.)för att|mottagar|leverantör|biträd|kakor|cookie|använd|kontakt"
    r"|ansvarig|säker|radera"
    r"|delas|lämnas ut|tredje|säljs|aldrig|inte|inga|inget|ingen|varken|lagring|version|uppdaterad|källor"
    r"|frågor|utan|export|kopia|kopior"
)
"""Labels of aught else than data."""
SURE = re.compile(
    r"(?:[\w-]+ ){0,2}(?:[\w-]*(?:namn|namnet"
    r"|\w{3}(?<!person)(?<!kund)(?<!kontakt)(?<!dlems)(?<!ndar)(?<!rings)uppgifter|beteckning|tider|nummerplåtar|kod"
    r"|intyg|recept|adress|adresser|adressen|nummer|numret|mejl|e-post|e-postadress|ålder"
    r"|kön|födelsedatum|födelseår|koordinater|position|historik|historiken|foton|fotografier|porträtt|id|"
    r"inspelningar|kontaktuppgifter|kontonummer|allergier|preferenser|önskemål|meddelandetext|sökord|ort|cv|lösenord"
    r"|tidsstämplar|siffror|personnummer|tokens?|händelser|anteckningar))"
    r"(?: (?:på|till|för|hos|av) (?!enskilda).*)?\Z"
)
"""What alone is a kind of data, wherever it is put down."""
