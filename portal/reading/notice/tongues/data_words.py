"""What kinds of data are called: a list in a sentence is one of data where its members hold such words."""

DATA_WORDS = {
    "fi": r"nime|nimi|osoit|puhelin|sähköposti|yhteysti|yhteystie|tunnu|syntym"
    r"|ikä\b|iän\b|sukupuol|tilau|osto|lasku|maksu"
    r"|tieto|tiedo|tieda|yrity|organisaatio|selai|laite|laitt|eväst|loki|sijain|kuva"
    r"|viesti|sopimu|palau|kiel[ie]|kansalai|ammat"
    r"|titteli|tehtäv|asema|kotikun|kotipaik|jäsen|suostumu|histori|käyttäj|salasan"
    r"|toive|aika|päivä|numero|hakemu|\bcv\b"
    r"|palkk|pankki|tili|luott|terve|allerg|ruokaval|kuvau|kiinnostu|asiak|kohte"
    r"|profiil|varau|kommen|arvio|vastau|ajoneuv|rekisterinum|perhe|huoltaj|eläi"
    r"|lemmik|vakuutu|diagno|lääk|käynti|klikk|istun|mitat|reklama|alennu|takuu|tarjou|toimitustap"
    r"|liitte|tekstin|tallen|järjestelm|\bip\b|reseptit|hoito|huolt"
    r"|rooli|koulut|tutkin|todistu|verkkosivu|toimenpite|yhteydeno|yhteydenp|viestin|kiello|kielto"
    r"|laitteist|ohjelmist|dokumen|asiakirj|tilasto|arvosan|läsnäolo|\blupa|luvat?\b|muistiinpan|video|äänit"
    r"|lähettäj|\biban\b|pituus|paino|\bkoko\b|nimike"
    r"|pisteet|tulokset|todenn|katselu|liikenne|tapahtum|osallistu|edustam|puhelut"
    r"|merkinn|julkaisu|sivut\b|sivuista|sosiaalisen median|teknis|käyttäyty"
    r"|aikataulu|mieltymy|vointi|sivu\b|ajankoh|kellonai|vierail|toimiala"
    r"|ansioluettel|suosittelij|haastattel|malli\b|sukunim|etni|poliittis|uskonno|ammattiliit|geneetti|biometri"
    r"|seksuaal|rikostuomio|versio|summa|hinta|asetukset|asetuksia|asetuksesi|suosik|pistetilan",
    "sv": r"namn|adress|telefon|e-?post|mejl|kontaktuppgift|personnummer|födelse|ålder|kön"
    r"|beställning|order|köp|faktur|betal|uppgift"
    r"|\bantal\b|företag|organisation|webbläs|enhet|kak|cookie|logg|plats|bild|foto|meddeland"
    r"|avtal|språk|yrke|titel|befattning|hemort"
    r"|medlem|samtyck|histori|användar|lösenord|önskem|datum|\btid|nummer|ansök"
    r"|\bcv\b|lön|konto|kredit|hälso|allerg|kost|beskriv"
    r"|intress|kund|data\b|fritext|besök|bokning|profil|fordon|mått|information|bilag"
    r"|operativ|\bip\b|roll|utbildn|svar|ärende"
    r"|dokument|statistik|position|referens|anteckn|recension|omdöm|betyg|presentation|inspeln|video|närvaro|resultat"
    r"|storlek|vikt\b|längd|registreringsn|kvitto|prenumerat|tidsst|trafik|sidvisn|sidor|aktivitet|preferens|inloggn"
    r"|nationalit|medborgarsk|civilstånd|inkomst|närståend|anhörig|kontaktperson|vårdnadshav|målsm|medicin|läkemedel"
    r"|sjukdom|symtom|funktionsneds|funktionsvari|erfarenhet|kompetens|färdighet|certifikat|intyg|körkort|licens|sökord"
    r"|sökterm|internetlev|skärmuppl|fastighetsbet|portkod|larmkod|husdjur|handikapp|poäng|prestation|tillgänglighetsb"
    r"|donation|gåvor|legitim|avsändar|\biban\b|passkopi|övervakning|personligt brev"
    r"|hårdvar|mjukvar|programvar|\bsidan?\b|komment|frekvens|texter?\b|token|modell|version|klick|öppning"
    r"|etnisk|politisk|religiös|fackför|genetisk|biometrisk|sexuell|sexualliv"
    r"|lagöverträd|behörighet|signatur|underskrift|samtal|chat|filer|deltag|diagnos|sociala "
    r"medier|teknisk|beteende|fullmakt|inlägg|belopp|siffror|\bpris|numre[tn]|\bsumma|\bort(?:en)?\b"
    r"|utseende|\bfilm(?:er|en|klipp)?\b|\bklubb|\bklass\b|placering|sluttid|mellantid",
    "en": r"name|address|phone|e-?mail|contact|identif|birth|age\b|gender|order|purchas"
    r"|invoic|billing|payment|data|information"
    r"|company|organi[sz]ation|browser|device|cookie|log\b|logs|location|photo|image"
    r"|picture|message|contract|agreement|language"
    r"|occupation|title|position|role|member|consent|histor|user|password|preference"
    r"|date|time|number|applicat|\bcv\b|resume|salary"
    r"|profile|booking|reserv|vehicle|insur|medical|visit|session|timestamp|click"
    r"|hardware|software|comment|review|crash|version|country|city\b"
    r"|account|credit|health|allerg|diet|descri|interest|customer|content|operating "
    r"system|\bip\b|education|survey|feedback|page|usage"
    r"|document|statistic|recording|video|voice|audio|notes?\b|rating|answer|response|files?\b|size|weight"
    r"|height|scores?\b"
    r"|token|\bid\b|metadata|receipt|subscription|bank|licen[cs]e|plate|signature|attendance|participa|referr"
    r"|url|domain|racial|ethnic|political|religious|trade union|genetic|biometric|sexual"
    r"|sex life|criminal"
    r"|proof\b|copies\b|copy\b|passport|nationalit|citizenship|marital|next of kin|income|salaries|pension|qualificat"
    r"|skills|experience|certificat|visa\b|cctv|footage|fingerprint|injur|sickness|disabilit|medication|symptom"
    r"|treatment"
    r"|prescription|donation|search (?:terms?|quer)|serial|screen resol|time ?zone|internet (?:service )?provider"
    r"|\bisp\b|diagnostic|avatar|nickname|\bsex\b|\bimei\b|emergency|special (?:needs|requests|requirements)|dietary"
    r"|activity|interaction|correspondence|communication|transaction|quote|status|request|inquir|enquir"
    r"|\bcvs\b|cover letter|reference|religion|belie[fv]|trade-union|amounts?\b|\bprices?\b|\bdigits"
    r"|affiliation|mental\b|records\b|sexuality"
    r"|philosoph|union membership|hobb|\brace\b|frequenc"
    r"|emails?\b|sender|subject line|\biban\b|\bbic\b"
    r"|heart rate|glucose|workout|social security|social media|handle\b|technical|behaviou?r"
    r"|support (?:case|ticket)s?|tickets?\b|chats?\b|measurement|screen views|types?\b|attachment|entr(?:y|ies)\b",
}

TAKEN = {
    "fi": r"kerä(?:ämme|än|ää|tään|ävät|tty|ttävät)|keräävät|tallen(?:namme|nan|taa|tavat|netaan|tuu|tuvat)|talletetaan"
    r"|talletamme|käsit(?:telemme|telen|tellään|televät|telee)|käsitellään|kirja(?:taan|amme|a|utuu|utuvat)|rekisteröi"
    r"(?:dään|mme|ä)?|kysy(?:mme|tään|n|y|vät)|pyyd(?:ämme|etään|än)|pyytää"
    r"|(?:voidaan|voimme|voi|saatetaan|saatamme|saattaa) (?:\w+ )?(?:kerätä|tallentaa|käsitellä|pyytää|kysyä|kirjata)"
    r"|tarvit(?:semme|aan|sen)|saamme|saadaan|merkitään"
    r"|ilmoita(?:t|taan)|anna?(?:t|taan)|täytät|syötät|jätät|lähetät|kertyy|välittyy"
    r"|näemme|lokitetaan|lokittaa|sisältää"
    r"|(?:näitä|tällaisia|kerättäviä|käsiteltäviä|tallennettavia) (?:henkilö)?tietoja (?:ovat|voivat olla)"
    r"|(?:käsittelemämme|keräämämme|tallentamamme|säilyttämämme) (?:henkilö)?tiedot ovat"
    r"|pitää sisällään|pitävät sisällään|käsittää|käsittävät"
    r"|sisältävät|sisältyy|lähetetään"
    r"|(?:meillä on|tiedämme|saatamme tietää|haemme|käytämme(?= (?:\w+ )?\w+(?:si|nne)\b))|lähettää"
    r"|edellyttää|(?:käytämme|käyttää)(?= (?:sähköposti|puhelin|yhteystie)\w+(?:si|nne)\b)"
    r"|välitetään|vastaanotamme|ylläpidämme|ylläpidetään"
    r"|ylläpitää",
    "sv": r"(?:kan|kommer att|måste|behöver) (?:(?:vi |jag )?komma att )?(?:\w+ ){0,2}(?:behöva )?(?:behandla"
    r"|samla in|lagra|spara|registrera|hantera|logga"
    r"|begära|be om|inkludera|omfatta|innehålla)|ombeds (?:att )?(?:ange|uppge|fylla i)"
    r"|samlar (?:vi )?(?:\w+ ){0,3}in|samlar?(?: vi)?(?= (?:information|uppgifter|data) om\b)"
    r"|samlas (?:\w+ ){0,3}in|insamlas|inhämtar|inhämtas|lagrar"
    r"|lagras|sparar|sparas|registrerar"
    r"|registreras|behandlar|behandlas|hanterar|hanteras|(?<!våra )(?<!dessa )loggar(?!,|(?: du| ni)? (?:in"
    r"|ut)\b)|loggas"
    r"|(?:vi har|har vi) (?:\w+ )?uppgifter om|hämtar|hämtas|noterar|noteras|begär|efterfrågar|efterfrågas"
    r"|frågar (?:vi )?(?:dig )?efter|vi räknar|räknar vi"
    r"|(?:anges|uppges)(?! (?:i|på|ovan|nedan|under|som|av|enligt|vid|för|där|till|här|under)\b)"
    r"|publiceras(?= (?:din|ditt|dina)\b)"
    r"|ber (?:vi )?(?:dig )?(?:vanligtvis |normalt |oftast |alltid |också |även )?om|uppger|anger|lämnar"
    r"|fyller i|skickar in|får vi|vi "
    r"får|tar emot|innehåller|omfattar|innefattar|inbegriper|inkluderar|behöver"
    r"|uppgifter(?:na)?,? (?:som )?vi (?:har|sparar|behandlar|lagrar|samlar in|registrerar)(?: (?:om|på|av) \w+){0,1}"
    r" (?:är|består av|utgörs av)"
    r"|tar(?: vi)?(?: \w+)?(?= (?:bilder|foton|fotografier|filmer)\b)|(?:appen|tjänsten|spelet) läser(?: av)?"
    r"|läser appen(?: av)?|krävs(?! (?:enligt|för|av|i|att)\b)"
    r"|använd(?:er|a)(?= (?:vi )?(?:din|ditt|dina) (?:e-?post|mejl|mail|namn|telefon|mobil|kontakt))",
    "en": r"collects?|collected|gathers?|stores?|stored|records?|process|processes|logs?(?! (?:in|on|into|out)\b)"
    r"|saves?|saved|obtains?|receives?"
    r"|asked to (?:enter|provide|give|supply|submit|fill in|share)|provides? us with|gives? us"
    r"|asks? (?:(?:you|\w+) )?for|asked for|(?<!your )(?<!upon )(?<!the )(?<!a )(?<!any )requests?"
    r"|requires?|requested|provide|supply"
    r"|enter|submit|hold|holds|needs?|contains?"
    r"|asks? you to (?:enter|give|provide|supply|state|tell us)|sufficient to (?:enter|give|provide|state)"
    r"|(?:gets?|have|know|has)(?= (?:only |just |also )*your )|includes?|keep(?: copies of)?|captures?|processing"
    r"|collecting|storing|registers?|saving|sends? us|give us"
    r"|see(?= (?:only |just )?(?:the|your)\b)"
    r"|use(?= your (?:e-?mail|name|(?:tele|mobile )?phone|postal|mobile|contact))"
    r"|uses?(?= your (?:(?:current|approximate|precise|exact|gps|device['’]?s?) )*(?:location|position)\b)",
}
"""How a notice says that data is taken; what is taken stands behind it."""

ASIDES = {
    "fi": r"\s(?:sinusta|sinulta|teiltä|teistä|hänestä|myös|vain|ainoastaan|esimerkiksi"
    r"|mm\.|muun muassa|tällöin|automaattisesti"
    r"|seuraavat|seuraavia|tiedot|tietoja|tietoina|tietoina ovat|henkilötietoja|meille|lokiin)(?=[\s:])"
    r"|\s(?:edellä )?(?:mainittujen )?(?:\w+n )?lisäksi(?=\s)"
    r"|\s(?:\w+n )?(?:yhteydessä|kautta|avulla|osalta|aikana|perusteella)(?=\s)"
    r"|\s(?!likimääräistä|suuntaa-antav|teknistä|yleistä|satunnaista|\w{4,}(?:llista|llistä)\s)"
    r"\w{3,}(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|iin|seen|oon|een|uun|yyn)(?=\s(?!ja\b|sekä\b|tai\b)\w)",
    "sv": r"\s(?:du|ni|man|vi|oss|dig|er|då|även|också|endast|bara|bland annat|bl\.a\.|till exempel|t\.ex\.|automatiskt"
    r"|,? (?:men )?inte (?:\w+ )?begräns\w+ till,?|följande|uppgifter|personuppgifter|information|data|som|uppgifter om"
    r"|information om|om|in|till oss|till)(?=[\s:])",
    "en": r"\s(?:(?:each|every) (?:request|access|visit|call)(?: with| including)?|you|us|to us|for|from you|also"
    r"|only|the following|data|information"
    r"|personal data|details|about you|about|like"
    r"|automatically|typically|usually|e\.g\.|such as|including|containing|that contain"
    r"|in (?:using|with))(?=[\s:])",
}
"""Of whom and where it is taken, before it is said what."""

BEFORE_VERB = {
    "fi": r"(.{5,200}?)\s(?:tallennetaan|tallentuu|tallentuvat|kerätään|kirjataan|rekisteröidään|talletetaan|kysytään"
    r"|käsitellään)\b",
    "sv": r"(?!)",
    "en": r"(?!)",
}
"""What is taken stands before it."""

NOT_OF_TAKING = {
    "fi": (
        r"luovut|jaamme|jaetaan|oikeus|säily|suojat|salat|poist|tarkoituks|perust(?!ell)|siirr"
        r"|pääsy|vastustaa|rikkoo|tietosuoja-"
    ),
    "sv": (
        r"delar|delas|lämnas ut|rätt att|rätt till|skyddas|raderas|sparas i|lagras i"
        r"|ändamål|syfte|grund|överför|tillgång"
    ),
    "en": r"shar(?:e|es|ed|ing)|disclos|right to|protect|delet|eras|purpose|basis|transfer"
    r"|access|retain|as long as|encrypt"
    r"|object|consent to|law\b|legal|lawful|grounds?\b",
}
"""Words of a sentence that tells what is done with data, and lists none."""
