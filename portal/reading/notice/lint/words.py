"""The words by which checks know a sentence, of all three languages at once."""

import re
from functools import partial

_compiled = partial(re.compile, flags=re.DOTALL)

NECESSARY = _compiled(
    r"niin kauan,? (?:kuin|kun)\b.{0,80}(?:tarpe|välttämä|tarvit|edellyt|vaati)\w*|tarpeellisen ajan|så "
    r"länge\b.{0,80}(?:nödvänd|behöv|krävs)\w*|as long as\b.{0,80}(?:necess|need|requir)\w*"
)
PERIOD = _compiled(
    r"\d+ ?(?:-|–)?\d* ?(?:vuo\w*|v\b|kk\b|kuukau\w*|viiko\w*|päiv\w*|år\w*|månad\w*|veck\w*|dag\w*"
    r"|years?|months?|weeks?|days?|hours?)|kunnes|tills\b|until|saakka\b|asti\b|kuluttua|jälkeen"
    r"|päätty\w*|upphör\w*|avslut\w*|efter att|after\b"
    r"|(?:yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kymmenen)\s(?:vuo|kuukau)\w*|(?:ett|två|tre|fem"
    r"|sex|sju|tio) år|(?:one|two|three|five|six|seven|ten) (?:year|month)s?|\b(?:kirjanpito|bokföring"
    r"|accounting act|bookkeeping)\w*|kestää|ends?\b|vanhen\w*"
)
MAY_USE = _compiled(
    r"saatetaan käyttää|voidaan mahdollisesti|saattaa käyttää|esimerkiksi seuraaviin|kan komma att "
    r"använd\w*|kan eventuellt|may (?:also )?(?:be )?used?\b|might (?:be )?used?\b|saatamme käyttää"
)
INTEREST = _compiled(
    r"\betu(?:na|mme|namme)?\b.{0,20}\bon\b|\((?![^()]{0,6}(?:\d|art))[^()]{4,120}\)"
    r"|interest (?:is|in|of|being|to)\b|interests? (?:are|such as)|intresse\w* (?:är|av att|att|i att)|kuten|such as"
    r"|såsom|(?:etu|interests?|intresse)\w*:\s"
)
PROVISION = _compiled(
    r"utan (?:dem|dessa|uppgift\w*|namn\w*)\b.{0,60}\bkan\b|behöver (?:inte "
    r")?(?:lämnas|uppges|lämna)\b|behövs för att (?:leverera|ingå|kunna)|"
    r"antaminen\b.{0,60}(?:pakoll|vapaaehto|edelly)\w*|(?:pakollis\w+|vapaaehtois\w+)\b.{0,100}(?:antaa"
    r"|anta\w+|tie\w+|kent\w+)|ilman (?:näitä )?tietoja|jos (?:et anna|tietoja ei anneta)|pakko antaa"
    r"|edellytys(?:tä)?\b.{0,60}(?:sopimu|tilau|palvelu)\w*|tarvitaan\b.{0,80}(?:jotta|toimit)\w*"
    r"|(?:obligatoris|frivillig)\w*\b.{0,100}(?:lämna|uppgift)\w*|om du inte (?:lämnar|uppger)|lämnar "
    r"(?:du )?inte|krävs för att (?:ingå|kunna|leverera)"
    r"|(?:mandatory|obliged|required|voluntary|obligatory|have)\b.{0,80}(?:provid|giv|give|to enter)\w*"
    r"|if you (?:do not|don't) (?:provide|give)|without (?:this|the|them|these)\b.{0,60}(?:cannot|can't"
    r"|not)|failure to provide"
)
ONLY_SILENT = _compiled(r"ei kerro|säger inte|does not say|ei mainitse|nämns inte|does not mention")
AUTOMATED = _compiled(
    r"(?:automaatti|automatisoi|automated|automatisera|automatisk)\w* (?:yksittäis)?(?:pää?tö|beslut"
    r"|decision|individual)\w*|profiloin\w*|profilering\w*|profiling"
)
LOGIC = _compiled(r"logiik|merkity|seurau|logik|betydelse|konsekvens|följd|logic|significance|consequence")
DENIED = _compiled(r"\b(?:ei|emme|eikä|eivät|inte|ej|inga|inget|aldrig|no|not|never|don't|doesn't|neither|nor)\b")
LAWFUL_BEFORE = _compiled(
    r"(?:ennen|aiemmin|jo tehty)\b.{0,100}(?:lainmukai|laillis|vaikuta)\w*"
    r"|(?:vaikuta)\w*\b.{0,120}(?:ennen|aiem)\w*|(?:före|innan|tidigare|redan)\b.{0,100}(?:laglig"
    r"|påverka)\w*|påverkar?\b.{0,120}(?:före|innan|tidigare)|(?:lawful\w*|affect\w*)\b.{0,120}(?:before"
    r"|prior|earlier|already)|(?:before|prior|earlier|already)\b.{0,120}(?:lawful|affect)\w*"
)
AUTHORITY = _compiled(
    r"tietosuojavaltuut\w*|integritetsskyddsmyndighet\w*|\bimy\b|dataombuds\w*|datainspektion\w*|data "
    r"protection ombudsman|dataskyddsombudsman\w*|information commissioner|swedish authority for privacy"
    r"|data protection (?:authority|commission|agency|inspectorate)|dataskyddsmyndighet"
)
AUTHORITY_PLACE = _compiled(
    r"lintulahdenkuja|\bpl 800|\bpb 800|p\.?o\.? ?box 800|00531|tietosuoja\.fi|imy\.se|box 8114"
    r"|tietosuoja@om\.fi|imy@imy\.se|00530|104 20|ratapihantie|datainspektionen\.se"
    r"|https?://\S*(?:authority|dataprotection|tietosuoja|imy)"
)
SEPARATE = _compiled(
    r"vastust|kielto|kieltä|kieltämi|invänd|förbud|förbjud|motsätt|object|opt[- ]?out|forbid|prohibit"
    r"|markkinointi|marketing|marknadsför"
)
SAFEGUARD = _compiled(
    r"vakio(?:sopimus)?lausek|mallilausek|mallisopimus|standardavtalsklausul|standardklausul|standard "
    r"contractual|model clauses|binding corporate|privacy framework|riittävyys|riittävä(?:n)? "
    r"(?:tieto)?suoja|adekvat|adequa|tietosuoja-asetuksen mukai|\bscc|artikla 46|article 46|artikel 46"
    r"|49 artikl|article 49|artikel 49"
)
SPECIAL = _compiled(
    r"terveystie\w*|terveydentila\w*|potilas\w*|allerg\w*|erityisruoka\w*|ammattiliito\w*|uskonno\w*"
    r"|hälsouppgift\w*|hälsotillstånd|patient\w*|health (?:data|information|condition)|medical|religio\w*"
    r"|etni\w*|biometri\w*|trade union|fackförening\w*"
)
SPECIAL_BASIS = _compiled(
    r"(?<![\d.])9\s*(?:artikl|\(2\)|\.2)|art(?:icle|ikel|\.)?\s*9|artikla 9|nimenomai\w+ suostumu|uttrycklig\w* "
    r"samtycke|explicit consent|erityis\w+ (?:henkilötieto|tieto)ryhm|potilaslai|terveydenhuol\w*lai"
    r"|patientdatalag|särskilda kategorier|special categor"
)
ELSEWHERE = _compiled(
    r"julkis\w+ (?:lähte|rekister|läht)\w*|muilta (?:yrityksiltä|rekisterinpitäjiltä|viranomaisilta)"
    r"|väestörekister|kaupparekister|offentlig\w* (?:käll|register)\w*|från (?:andra|tredje|spar\b)"
    r"|public(?:ly)? (?:available )?(?:source|register)s?|third part\w+ source|from other (?:compan"
    r"|source)\w*|from third part"
)
WHEN_TOLD = _compiled(
    r"kuukauden kuluessa|ensimmäis\w+ yhteyden|yhteydenoton yhteydessä|inom en månad|vid första "
    r"(?:kontakt|kommunikation)|within (?:one|a) month|first (?:communication|contact)|kohtuullisessa "
    r"ajassa"
)
JOINT = _compiled(r"yhteisrekisterinpitäj\w*|gemensamt? (?:personuppgifts)?ansvarig\w*|joint controllers?")
ARRANGEMENT = _compiled(
    r"vastuunjako|vastuu\w* jaka|sopineet|ansvarsfördelning|kommit överens|inbördes arrangemang"
    r"|arrangement|agreed between|responsibilit"
)
OUTSIDE_EU = _compiled(
    r"\b(?:united states|usa|united kingdom|switzerland|canada|australia|india|china|singapore"
    r"|yhdysvallat|förenta staterna)\b"
)
REPRESENTATIVE = _compiled(r"edusta[jv]\w*|företrädare|representative")
OTHER_PURPOSE = _compiled(
    r"muihin(?:kin)? tarkoituksiin|andra ändamål|(?:any )?other purposes?|uusiin käyttötarkoituksiin"
)
NOT_DELIVERED = _compiled(
    r"(?:nähtävillä|saatavilla|saa pyydettäessä|pidetään nähtävänä)\b.{0,80}(?:toimipaik|toimisto"
    r"|pyydettäessä|pyynnöstä|myymäläs)\w*|finns tillgänglig\b.{0,60}(?:kontor|på begäran)|(?:available"
    r"|kept)\b.{0,60}(?:at the office|on request|upon request|at our premises)"
)
REPEALED = _compiled(
    r"(?<!uuden )henkilötietola(?:ki|in|issa|kia|kiin|in mukai\w*)\w*|523\s?/\s?(?:1999|99)"
    r"|personuppgiftslag\w*|1998:204|\bpul\b|personal data act|data protection act 1998|95/46/e[ctgy]\w*"
    r"|henkilötietodirektiivi\w*|privacy shield"
)
IN_WRITING = _compiled(
    r"(?:tulee|pitää|on|täytyy|tehdään|tehtävä|lähet\w+|esit\w+|toimit\w+|pyydet\w+"
    r"|pyyn\w+)\b.{0,100}(?:kirjallise\w*|kirjallinen|omakätises\w*|allekirjoite\w*)|(?:kirjallise\w*"
    r"|omakätises\w*|allekirjoite\w*)\b.{0,100}(?:pyyn\w+|rekisterinpitäjä\w*|yhteyshenkilö\w*|osoit\w+"
    r"|toimit\w+|lähet\w+|asiakirja\w*)"
    r"|(?:begäran|ansökan|skicka\w*|lämna\w*|ska|måste|göra\w*)\b.{0,100}(?:skriftlig\w*|undertecknad\w*"
    r"|egenhändig\w*)|(?:skriftlig\w*|undertecknad\w*|egenhändig\w*)\b.{0,80}(?:begäran|ansökan|till oss)"
    r"|(?:request\w*|must|shall|should|made|submit\w*|sent?)\b.{0,100}(?:in writing|written|signed"
    r"|handwritten)|(?:in writing|written request|signed (?:request|letter|form|document))"
)
ONCE_A_YEAR = _compiled(
    r"(?:kerran|kertaan) (?:vuodessa|kalenterivuo\w*)|kerran vuodessa|maksu\w*\b.{0,40}kerran|en gång "
    r"(?:per|om) (?:kalender)?år\w*|(?:once|one time) (?:a|per|every|each) (?:calendar )?year|free of "
    r"charge once"
)
ID_DEMANDED = _compiled(
    r"(?:kopio|jäljennös)\w* (?:\w+ )?(?:henkilöllisyystodistu|passi|henkilökorti|ajokorti)\w*"
    r"|todistettava henkilöllisyy\w*|kopia av (?:id|legitimation|pass)\w*|copy of (?:your |an? )?(?:id"
    r"|passport|identity)\w*|henkilökohtaisesti (?:paikan päällä|rekisterinpitäjän luona)"
)
OFFERED = _compiled(
    r"esimerkiksi kirjallisesti|myös (?:kirjallisesti|sähköpost\w*)|tai sähköpost\w*|sähköpostitse"
    r"|sähköpostilla|kirjallisesti tai|eller (?:via |per )?e-?post|or (?:by |via )?e-?mail|by e-?mail"
    r"|via e-?post|\w+@\w"
)
NEWSLETTER = _compiled(
    r"uutiskir\w*|sähköpostimarkkinoin\w*|sähköi\w+ (?:suora)?markkinoin\w*|tekstiviesti\w*"
    r"|sähköpostirekisteri|nyhetsbrev\w*|e-postmarknadsför\w*|elektronisk\w* (?:direkt)?marknadsför\w*"
    r"|sms\b|newsletters?|e-?mail marketing|electronic (?:direct )?marketing|marketing (?:e-?mails?"
    r"|messages)|markkinointivies\w*"
)
MARKETING = _compiled(r"markkinoin\w*|marknadsför\w*|marketing")
CONSENT = _compiled(r"suostumu\w*|samtyck\w*|consent")
VAGUE = _compiled(
    r"\b(?:saattaa|saatetaan|saatamme|mahdollisesti|joissakin tapauksissa|usein|eventuellt|kan komma att"
    r"|ibland|ofta|i vissa fall|might|may|some|often|possibly)\b"
)
FEE = _compiled(
    r"(?:peritään|perimme|veloit\w+)\b.{0,40}(?:maksu|hinnaston|kulu)\w*|(?:tar ut|debiterar"
    r"|mot)\b.{0,30}(?:avgift)\w*|(?:charge|subject to)\b.{0,30}\bfee\b"
)
FEE_ALLOWED = _compiled(r"ilmeisen|kohtuutto|perusteetto|uppenbart|orimlig|manifestly|excessive|unfounded")
PLACEHOLDER = _compiled(
    r"@(?:example\.(?:com|org|net|fi|se)|yritys\.fi|firma\.fi|domain\.com|email\.com|esimerkki\.fi"
    r"|exempel\.se|foretag\.se|yourdomain\.\w+|localhost|test\.\w+)$|\.(?:invalid|test|example|local)$"
)
NO_RECIPIENTS = _compiled(
    r"\b(?:ei|emme)\b.{0,60}luovut\w*|\b(?:inte|ej)\b.{0,40}(?:lämna|dela|överlåt)\w*|lämnas (?:inte|ej)"
    r"|delar inte|\b(?:not|never|don't)\b.{0,60}(?:disclos|shar|sell|giv)\w*"
)
HEDGED = _compiled(
    r"yleisesti|säännönmukai\w*|pääsääntöi\w*|lähtökohtai\w*|yleensä|i regel|regelmässig\w*|normalt"
    r"|generally|regularly|as a rule|normally"
)
CHILDREN = _compiled(
    r"alle 1[3-8][- ]vuotia\w*|lapsille suunnattu|riktar sig till barn|directed (?:at|to) children|for "
    r"children under"
)
ONLY_CONSENT = _compiled(
    r"markkinoin\w*.{0,40}vain suostumuksella\w*|marknadsföring.{0,40}bara med (?:ditt|uttryckligt) samtycke"
    r"|marketing.{0,40}only with (?:your|prior|explicit) consent"
)
"""The answer to it: electronic marketing with consent alone, or by the exception for one's own customers."""
