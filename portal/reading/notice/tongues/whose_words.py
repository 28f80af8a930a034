"""How notices say whose they are, where no heading and no sentence says who the controller is."""

NOTICE_WORDS = (
    r"(?:privacy|data protection|gdpr|cookies?|personal data|general data protection regulations?) "
    r"?(?:&|and)? ?(?:privacy |cookies? |data )?(?:policy|policies|notice|statement|declaration|information"
    r"|description)?"
    r"|terms(?: (?:of (?:use|service)|and conditions))?|legal|policy"
    r"|(?:asiakas|jäsen|henkilö|markkinointi|verkkosivu\w*)?(?:rekisteri)?-? ?(?:ja )?tietosuoja\w*"
    r"|\w*rekisteriselost\w*"
    r"|\w*rekisteri\w{0,4}|seloste|evästeet|eväste\w*|käyttöehdot|yksityisyydensuoja\w*|henkilötietojen \w+"
    r"|integritet\w*|person(?:uppgift)\w*|dataskydd\w*|sekretess\w*|cookiepolicy|kakor|villkor"
    r"|behandling av personuppgifter|personregist\w+|(?:regler|riktlinjer) (?:för|om)"
    r"|tystnadsplikt|salassapito\w*|vaitiolo\w*|confidentiality"
    r"|registerbeskrivning\w*|datenschutz\w*|impressum|imprint"
)
"""What a notice calls itself: in a title, what is left beside it is a name."""

TITLE_FILLERS = (
    r"for|of|and|the|by|our|your|my|din|dina|ditt|er|ert|era|vår|vårt|våra|min|mina|sinun|meidän|oma|at|on|us"
    r"|about|home|page|website|app|för|om|hos|på|och|vid|av|hem|startsida|sivu"
    r"|etusivu|ja"
    r"|compliance|general|yleinen|allmän"
    r"|yritys|yhteystiedot|kontakt|contact|om oss|about us|meistä|fi|sv|en|eu|eu:n|gdpr|mukainen|version|updated"
    r"|päivitetty"
)

SAYS_WHOSE = {
    "en": (
        (r"(?:operated|owned|run|published|maintained|administered|managed|provided|made available"
         r"|hosted and operated|looked after|kept|held|collected|arranged|organi[sz]ed)"
         r" (?:and \w+ )?(?:solely )?(?:as an? [^.,\n]{3,40} )?by (?:the )?@", 3),
        (r"(?:^|[.!] )(?:I am|I['’]m|[Mm]y name is) @(?=[,. ])", 3),
        (r"(?:^|[.!] )@ (?:built|created|developed|made|designed) (?:the|this) [^.\n]{1,50}?\b(?:app|application|game"
         r"|software|extension|website|site|tool)\b", 3),
        (r"\bis an? (?:[\w-]+ ){0,4}(?:app|application|game|website|extension|tool) (?:by|from) @", 3),
        (r"\b(?:[Ww]e are|[Ww]e,|[Ww]e at|us at|[Hh]ere at|team at) (?:the )?@", 3),
        (r"\b[Tt]he (?:firm|company|business|association|society|club)(?: behind (?:it|this|them))?"
         r"(?:,| is| is called| is named| is me:) (?=[A-ZÅÄÖÆØ])@", 3),
        (r"\b[Ii]t is @['’]s? policy to\b", 3),
        (r"\bis (?:an?|the) (?:product|service|brand|trading name|game|platform) (?:of|by|from|(?:run|owned|made) by)"
         r" (?:the )?@", 3),
        (r"\b[Oo]ur (?:postal |visiting |street |business )?address(?: is)?:? @(?=, [A-Z])", 3),
        (r"\b[Aa]t @, (?:which is )?(?:accessible|available) (?:from|at|via)\b", 3),
        (r"\b(?:web ?site|site|app|shop|store|page|blog) belongs to (?:the )?@", 3),
        (r"\bpersonal (?:web ?site|web ?page|blog|home ?page|site|portfolio)(?: and \w+)? of @", 3),
        (r"(?:^|[.!] )(?:The )?@ (?:uses|offers|provides|sells|runs|works|makes|needs|wants|may|does|also|has)\b", 2),
        (r"(?:^|[.] )This is (?:the )?@['’]s? (?:[Pp]rivacy|[Dd]ata [Pp]rotection|[Cc]ookie|GDPR)", 3),
        (r"\b[Tt]he (?:board|committee|trustees|council|management|directors|executive) of (?:the )?@ (?:is|are) "
         r"(?:\w+ )?responsible for\b", 3),
        (r"\b[Bb]ehind (?:this|the) (?:web ?site|site|shop|store|blog|page|service) (?:is|are|stands?) @", 3),
        (r"@,? (?:t/a|T/A|trading as|d/b/a) (?=[A-Z0-9])", 3),
        (r"\b[Aa]t @, (?:we|your|the|our|one|protecting|privacy)\b", 3),
        (r"\b(?:how|that|why) (?:the )?@(?:\s?\([^()]{0,90}\))?,? (?:(?:may|will|and its \w+) )?"
         r"(?:collects?|handles?|uses?|process(?:es)?|protects?|treats?|manages?|gathers?|stores?|shares?)\b", 3),
        (r"\b(?:does|do|will|can|may) (?:the )?@ (?:collect|use|process|hold|keep|handle|store|share|need|protect|get"
         r"|know|gather|have)\b", 3),
        (r"(?:^|[.\"”] )(?:The )?@(?:\s?\([^()]{0,90}\))? (?:is|are) (?:strongly |fully |deeply )?(?:committed"
         r"|dedicated)\b",
         3),
        (r"(?:^|[.\"”] )(?:The )?@(?:\s?\([^()]{0,90}\))?(?: group(?: of companies)?)? (?:takes?|respects?|values?"
         r"|cares?|describes|explains"
         r"|recogni[sz]es?"
         r"|understands?"
         r"|considers?|collects?|holds?|keeps?"
         r"|processes|operates|believes?|regards?|complies|follows|does not (?:collect|sell"
         r"|share))\b",
         3),
        (r"(?:^|[.] )(?:The )?@(?:\s?\([^()]{0,90}\))? (?:has|have) (?:always )?(?:taken|respected|valued)\b", 3),
        (r"(?:^|[.] )(?:The )?@ (?:is|are) run (?:as|from) (?:a|an|one|my|our)\b", 3),
        (r"(?:^|[.] )(?:The )?@ reserves? the right\b", 3),
        (r"(?:^|[.] )(?:The )?@(?:, [^.;]{0,120}?)? is (?:an?|the) (?:[\w-]+ ){0,3}(?:charity|company|business"
         r"|club|society"
         r"|association|school|practice|clinic|shop|studio|firm|trust|community|organi[sz]ation|organisation)\b", 3),
        (r"(?:^|[.] )(?:The )?@ (?:must|has to|needs to|is required to) (?:comply|follow|keep|hold|process|collect"
         r"|use)\b",
         3),
        (r"(?:^|\d\.? )(?:The )?@ as (?:a |the )?(?:data )?controller\b", 3),
        (r"@['’]s (?:guidelines|terms|studio|shop|policies|members|customers)\b", 2),
        (r"\b(?:join|joining|joined|belong to|enrol(?:l)? (?:at|in|with)) (?:the )?@", 3),
        (r"\b[Ww]hat (?:the )?@ (?:does|knows|keeps|holds) (?:with|about|of)\b", 3),
        (r"\b(?:[Ff]or|[Tt]o) (?:us at )?(?:the )?@,? (?:it is|your privacy is) (?:\w+ )?(?:important|vital)\b", 3),
        (r"\b(?:those|anybody|anyone|people|you) who (?:rent|buy|order|book|hire|shop)s? (?:\w+ ){0,2}(?:from|with|at)"
         r" (?:the )?@", 3),
        (r"\b[Oo]rgani[sz]er(?: of [^.\n]{1,40}?)? is (?:the )?@", 3),
        (r"(?<!is a )(?<!are )\bmembers? of (?:the )?@", 2),
        (r"\b[Ww]elcome to (?:the )?@(?:[’']s)?(?=[.,!(\s])", 3),
        (r"\bthank you for (?:using|visiting|choosing|trusting) (?:the )?@", 2),
        (r"\b[Ii]n this (?:privacy )?(?:policy|notice|statement),? @(?:\s?\([^()]{0,90}\))?,? (?:describes|explains"
         r"|tells|sets out)\b", 3),
        (r"(?:^|[.] )This is the (?:[Pp]rivacy|[Dd]ata [Pp]rotection) (?:[Pp]olicy|[Nn]otice|[Ss]tatement)"
         r" (?:of|for) (?:the )?@", 3),
        (r"(?:policy|notice|statement) (?:of|for|applies to|covers|relates to|is (?:provided"
         r"|issued) by) (?:the )?@", 2),
        (r"\b[Aa]s (?:the |a )?(?:data )?controller, (?:the )?@", 3),
        (r"@['’]s (?:privacy|website|site|use of|processing|handling|practices)\b", 2),
        (r"(?:contact|write to|reach) @ (?:at|by|via|on)\b", 2),
        (r"\b(?:in writing|writing|write|by (?:post|letter)|letter) to (?:the )?@,? (?=P\.?O\.? ?Box|\d|at\b)", 3),
        (r"\bthe @ [Pp]rivacy (?:[Pp]olicy|[Nn]otice|[Ss]tatement)(?=[,. ])", 2),
        (r"\b(?:visitors (?:to|of)|users of|use|visit|using|visiting|on) the @ (?:web ?site|site|app)\b", 2),
    ),
    "fi": (
        (r"(?:ylläpitää|ylläpitäjä on|julkaisee|omistaa|tarjoaa|tuottaa|hallinnoi|vastaa|pitää)"
         r" (?:\w+(?:na|nä|sti) )?@(?=[.,;( ]|$)", 3),
        (r"\b(?:[Mm]iten|[Kk]uinka|että|[Nn]äin) (?:me )?@(?:\s?\([^()]{0,90}\))? (?:käsittelee|kerää|käyttää|suojaa"
         r"|hyödyntää|säilyttää)", 3),
        (r"\b(?:tietoja|tietojani|tietojasi|[Mm]iksi|[Mm]ihin|[Kk]auanko|[Mm]istä) (?:tietoja )?@ (?:käsittelee|kerää"
         r"|käyttää|säilyttää|tarvitsee|luovuttaa|saa)\b", 3),
        (r"(?:^|[.] )@(?:\s?\([^()]{0,90}\))?(?:, [^.]{0,90}?,)? (?:käsittelee|kerää|käyttää"
         r"|kunnioittaa|noudattaa|sitoutuu"
         r"|on sitoutunut"
         r"|huolehtii|suojaa|arvostaa|ylläpitää|toteuttaa|tallentaa|vastaa|pitää)\b", 3),
        (r"(?:^|\d\.? )@ rekisterinpitäjänä\b", 3),
        (r"(?:^|[.] )@ (?:on|toimii) (?:yhden|kahden) (?:naisen|miehen|ihmisen|hengen)\b", 3),
        (r"\b(?:[Tt]iedoistasi|[Tt]iedoista|[Tt]ietojesi käsittelystä) vastaa @(?=[.,]|$)", 3),
        (r"(?:^|[.] )@ on (?:\w+ ){0,4}(?:yritys|yhdistys|seura|yhtiö|toiminimi|osuuskunta|järjestö|liike)(?=[.,]"
         r"| jo)", 3),
        (r"\b(?:käsittelee|kerää|ylläpitää|säilyttää) (?:vain|ainoastaan|yksinomaan) @", 3),
        (r"\b[Mm]itä @ (?:tekee|tietää|tallentaa)\b", 3),
        (r"\b(?:jotta|jos|kun) @ (?:voi|voisi|saa|pystyy|osaa)\b", 3),
        (r"\btakana oleva (?:yhdistys|yritys|seura|yhtiö|osuuskunta) @", 3),
        (r"\b[Jj]ärjestäjä(?:nä)? (?:on|toimii) @", 3),
        (r"(?:^|[.] )@ (?:kuuluu|on jäsenenä)\b", 2),
        (r"@:?n? (?:jäsenyys|jäseneksi|jäsenet|jäsenten)\b", 2),
        (r"\b(?:[Ss]ivuston|[Ss]ivujen|[Vv]erkkokaupan|[Bb]login|[Pp]alvelun|[Vv]erkkosivujen) takana (?:on|toimii"
         r"|ovat) @", 3),
        (r"\b[Tt]ervetuloa (?:[a-zåäö]\w* )?@", 3),
        (r"\b(?:koskee|koskevat) @:?(?:n\b)?", 2),
        (r"\b(?:[Mm]e|[Mm]eillä) @", 2),
        (r"(?:^|[.!] )@ (?:käyttää|tarjoaa|myy|tekee|saa|voi|tarvitsee|järjestää)\b", 2),
        (r"(?:^|[.!] )Nimeni on @(?=[,.]| ja\b)", 3),
        (r"(?:^|[.!] )(?:Me )?[Oo]lemme @", 3),
        (r"\b(?:[Yy]ritykseni|[Tt]oiminimeni|[Ff]irmani)(?: nimi)? on @", 3),
        (r"@ on (?:minun|meidän) (?:yritykse|toiminime|firma|yhtiö)\w+", 3),
        (r"\b(?:[Kk]en|[Kk]uka)(?: siis)? vastaa\?\s+@", 3),
        (r"(?:^|\b[Tt]ämä on )@:?n? (?:\S+ )?(?:tietosuoja|rekisteri|asiakasrekisteri|henkilörekisteri"
         r"|jäsenrekisteri)", 2),
    ),
    "sv": (
        (r"(?:drivs|ägs|tillhandahålls|ges ut|sköts|utvecklas|förvaltas|administreras"
         r"|publiceras) (?:och \w+ )?(?:som [^.,\n]{3,40} )?av @", 3),
        (r"\b(?:[Vv]i|[Oo]ss|[Hh]är) (?:på|hos|i|inom|vid) @", 3),
        (r"\b(?:webbplats(?:en)?|hemsida(?:n)?|sajt(?:en)?|sida(?:n)?|app(?:en)?|butik(?:en)?) tillhör @", 3),
        (r"(?:^|[.!] )@ (?:använder|erbjuder|säljer|har|driver|arbetar|anordnar|får|kan)\b", 2),
        (r"\b[Bb]akom (?:\w+ )?(?:webbplatsen|webbsidan|hemsidan|sidan|sajten|bloggen|tjänsten|butiken|webbutiken"
         r"|appen)"
         r"(?: står|:) @", 3),
        (r"(?:^|[.!] )(?:Vi|Jag) (?:är|heter) @", 3),
        (r"\b(?:[Kk]lubben|[Ff]öreningen|[Ff]öretaget|[Bb]olaget|[Ff]irman)(?: bakom)?(?: \w+)? heter @", 3),
        (r"(?:^|\b)[Hh]os @(?=,? (?:värnar|är|tar|behandlar|respekterar))", 3),
        (r"\b(?:hur|att|när) @(?:\s?\([^()]{0,90}\))?(?:, [^,.]{0,60},)? (?:behandlar|samlar|hanterar|använder"
         r"|skyddar|sparar"
         r"|lagrar|inhämtar)", 3),
        (r"(?:^|[.] )@(?:\s?\([^()]{0,90}\))?(?:, [^,.]{0,60},)? (?:värnar|respekterar|behandlar|samlar|hanterar"
         r"|använder|följer"
         r"|skyddar|ansvarar|tar|är mån\w*|bryr|är ansvarig|är angeläg\w+|arbetar|driver|strävar|förbinder)\b", 3),
        (r"\b(?:uppgifter|personuppgifter|information|[Vv]arför|[Hh]ur|[Vv]ad) (?:behandlar|samlar|hanterar|sparar"
         r"|lagrar|använder|skyddar|delar|behöver|har) @(?= |\?|$)", 3),
        (r"\b(?:sparar|hanterar|delar|behandlar|samlar|hämtar|använder) @ (?:om|in|med|mina|dina|cookies|uppgifter"
         r"|information|personuppgifter)\b", 3),
        (r"\b(?:[Mm]edlemskap(?:et)?|(?<!är )[Mm]edlem|(?<!är )[Mm]edlemmar) i @", 3),
        (r"\b(?:går|gå|gått|kommer|komma) med i @", 3),
        (r"\b[Vv]ad @ (?:gör|vet|sparar|har) (?:med|om)\b", 3),
        (r"\b(?:[Ff]ör att|[Oo]m|[Ii]nnan|[Nn]är) @ (?:skall|ska|kan|får|vill)\b", 3),
        (r"(?:^|[.] )@ (?:tillhör|anlitar|hör till|ingår i)\b", 3),
        (r"\b[Ff]ör (?:oss (?:på|i|hos) )?@ är (?:det|din integritet) (?:\w+ )?(?:viktig|självkla|angeläg)\w*", 3),
        (r"\b(?:[Dd]en|[Dd]u|[Nn]i|[Dd]e) som (?:hyr|köper|beställer|bokar|handlar|anlitar)(?: \w+){0,2}"
         r" (?:av|hos|från) @", 3),
        (r"(?:^|[.] )@ \([A-ZÅÄÖ]{2,6}\) (?:och|har|samt)\b", 3),
        (r"\b[Aa]rrangör(?: för [^.\n]{1,40}?)? är @", 3),
        (r"(?:^|[.] )@ drivs (?:som|i form av|ideellt)\b", 3),
        (r"(?:^|[.] )@ (?:måste|ska|skall|har att) (?:följa|behandla|hantera|spara|föra)\b", 3),
        (r"(?:^|\d\.? )@ (?:som|såsom|i egenskap av) personuppgiftsansvarig\b", 3),
        (r"(?:^|[.] )@ är (?:en|ett) (?:\w+ ){0,3}(?:förening|företag|bolag|klubb|butik|salong|klinik|organisation"
         r"|stiftelse)\b", 3),
        (r"(?:^|[.] )(?:I|Inom|På) @ (?:samlar|behandlar|värnar|hanterar|sparar|är|tar)\b", 3),
        (r"(?:^|[.] )@ (?:och|med) \w+ \w+ \w+ (?:behandlar|samlar|hanterar|sparar)\b", 3),
        (r"\bhur @ (?:ska|kommer)\b", 2),
        (r"\b[Vv]älkommen till @", 3),
        (r"\b[Gg]äller(?: för)?:? @", 2),
        (r"(?:policyn?|integritetspolicyn?|informationen|texten) (?:gäller|omfattar|avser) (?:för )?@"
         r"(?=\.|,| och dess)", 3),
        (r"\b[Jj]ag som driver [^.\n]{2,40}? heter @", 3),
        (r"(?:policy|policyn|beskrivning) (?:för|gäller|avser|omfattar) @", 2),
        (r"\b[Kk]ontakta @ (?:på|via|genom)\b", 2),
    ),
}  # fmt: skip
"""Turns of sentences, `@` for the name that they hold, and how much each says."""

NO_NAMES = (
    r"hallitus|johtokunta|styrelsen?|yritys|yhtiö|yhdistys|yrityksen|toimija|nimi|palvelu\w*|sivusto\w*|verkkosivu\w*|verkkokauppa\w*|sovellu\w*"
    r"|me|te|se|tämä|tässä"
    r"|då|där|här|nu|sedan|silloin|siis|then|thus|therefore|however|register\w*|rekister\w*|registrer\w*|tieto\w*|henkilötie\w*|eväste\w*|asiak\w+|käyttäj\w+|tietosuoj\w*|etusivu"
    r"|yhteys\w*|osoite"
    r"|puhelin\w*|sähköposti\w*"
    r"|suomi|suomessa|helsinki|euroopan|eu|eta|ees|eea|(?:gdpr|eu)[\w-]*|y-tunnus|kaikki|jos|kun|voit|emme|miten"
    r"|mitä|oikeu\w*"
    r"|päivitetty|viimeksi"
    r"|company|business|we|us|our|you|your|the|this|these|that|it|its|they|website|site|app|application|service"
    r"|services|data|privacy"
    r"|personal|policy|information|cookies?|user|users|customers?|contact|home|address|email|e-mail|phone|last"
    r"|updated|effective"
    r"|if|when|how|what|who|why|where|all|any|in|on|by|for|european|union|general|regulation|article|section|law"
    r"|applicable|third"
    r"|finland|sweden|sverige|stockholm|vi|du|ni|den|det|denna|detta|när|om|hur|vad|vem|vilk\w+|alla|för|dig|er"
    r"|klubben|sajten|järjestelmä\w*|verkko\w+|hemsida\w*|webb\w*"
    r"|tjänst\w*|appen|företag\w*|bolag\w*|förening\w*|organisation\w*|kund\w*|användar\w*|medlem\w*|person\w*"
    r"|integritet\w*|dataskydd\w*"
    r"|nedan|ovan|följande|ytterligare|extern|intern|dessa|vår|våra|din|dina|here|there|please|some|more|other"
    r"|seuraav\w*|lisäksi"
    r"|all|alla|kaikki|kotisivut|sivut|site|så|here|below|above|kontakt\w*|telefon|adress|epost|e-post|org\w*"
    r"|uppdaterad|senast|hem|start|meny|menu|page|takaisin|tillbaka|back|skip|siirry|hoppa|read|terms|copyright|rights"
    r"|imy|datainspektionen|integritetsskydd\w*|tietosuojavaltuu\w*|ombudsman|commissioner|ico|authority"
    r"|valvonta\w*|tillsyn\w*"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
)
"""Words of which none is a name alone, and with none of which one begins."""

MAKERS = (
    r"(?:made|built|powered|designed?|created|developed|hosted|theme|template|site|website|webdesign"
    r"|web design)(?: with \S+)? by"
    r"|toteutt\w+|toteutus|sivut:?|kotisivut|verkkosivut|suunnittel\w+|webbproduktion|webbyrå|producerad av"
    r"|skapad av|byggd av"
    r"|design(?:ed)?:?|wordpress|theme"
)
"""What stands before the name of one who made the site, and not before its owner's."""
