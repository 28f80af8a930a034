"""Finnish."""

from portal.reading.notice.tongues.tongue import Tongue

_MONTHS = (
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu",
)  # fmt: skip

FI = Tongue(
    code="fi",
    common="ja on ei tai että sekä joka jotka sen se ovat voidaan voi kun jos myös mukaan niin kuin ole hän tietoja "
    "tiedot tietojen henkilötietoja henkilötietojen rekisterin rekisteriin rekisteröidyn rekisteröidyllä oikeus "
    "käsitellään käytetään me sinun meidän emme olemme oman omat ainoastaan vain esimerkiksi tämä tässä mikäli",
    headings={
        "controller": r"vastuu(?:taho|llinen taho)|kuka ylläpitää\b.*|tietosuojasta vastaava (?:yritys|yhdistys)"
        r"|^(?:tietoa )?meistä$|^(?:sivuston |sovelluksen |palvelun )?(?:ylläpitäjä|julkaisija)$|"
        r"rekisterinpitäjänä\b.*|kuka (?:tietojasi käsittelee|olemme)\b.*|keitä (?:me )?olemme|"
        r"\w*rekisteri(?:n|en|t)?\s?pitäj\w*|rekisteri(?:n|en) (?:ylläpitäj|omistaj|hallinnoij|haltij)\w*"
        r"|tietojen hallinnoija\w*"
        r"|(?:(?:verkko)?sivu(?:ston|jen)|palvelun|verkkokaupan) (?:ylläpitäj|omistaj)\w*"
        r"|(?:henkilö)?tietojen käsittelystä (?:vastaava (?:yritys|yhtiö|yhdistys|taho|organisaatio)|vastaa)$"
        r"|rekisteristä vastaava (?:yritys|yhtiö|yhdistys|taho|organisaatio)"
        r"|kuka (?:(?:henkilö)?tieto\w+ )?(?:käsittelee|vastaa(?! kysym)|kerää)\b.*|yrityksen tiedot|yritystiedot",
        "contact": r"^tietosuoja-?asiat$|(?:kuka|ketkä|joka)"
        r" (?:hoita[av]\w*|palvel\w+|auttaa) (?:rekisteri|tietosuoja)\w*\b.*"
        r"|(?:kuka )?vastaa rekisteri(?:stä|asioista)$|^rekisteriä (?:ylläpitää|hoitaa|hoitavat)$"
        r"|(?:rekisteri|tietosuoja)-?asioi(?:ssa|ta) (?:palvelee|palvelevat|auttaa|hoitaa|hoitavat|neuvoo)"
        r"|(?:kuka )?kysymyksiin vastaa\w*|kuka vastaa kysymyksiin\b.*|kysyttävää"
        r"|kysy(?: meiltä)?$|kehen\b.*yhtey\w*|keneen\b.*yhtey\w*"
        r"|keneltä kysyä\b.*|kenestä\b.*kiinni|anna palautetta|"
        r"(?:tietosuoja-?)?yhtei?shenkilö\w*|(?:tietosuoja-?)?yhteyshenkilö\w*|yhteys(?:taho|piste)\w*"
        r"|(?:rekisteri|tietosuoja)\S*asioista vastaava\w*(?: "
        r"henkilö)?"
        r"|\w*rekisteriä hoitava\w*(?: henkilö)?|rekisteri\w*asioita hoitava\w*(?: henkilö)?"
        r"|(?:rekisterin )?vastuuhenkilö\w*|rekisteriä "
        r"hoitava\w*|(?:tietosuojaa? koskevat )?yhteydeno(?:tto|tot)"
        r"(?: (?:rekisteriä koskevissa asioissa|\S*asioissa))?$"
        r"|ota yhteyttä|yhteydet(?: rekisteriasioissa)?"
        r"|(?:rekisteristä|tietosuojasta) vastaava\w*\b(?! (?:yritys|yhtiö|yhdistys|taho|organisaatio))(?: henkilö)?"
        r"|rekisteri(?:n hoitaja|vastaava)\w*|(?:tietosuoja-?)?asioita hoitava\w*(?: henkilö)?|edustaja"
        r"|yhteystiedot|yhteys(?:tietomme)?|asiakaspalvelu"
        r"|tietosuoja-asioiden hoitaja|vastaava henkilö|kysymykset|kysymyksiin vastaa|keneltä \w+\b.*",
        "dpo": r"tietosuojavastaav\w*",
        "register": r"(?:henkilö)?rekister(?:in|ien|eiden|i)? nim(?:i(?:tys)?|et)(?: ja rekisteripalvelu)?"
        r"|^rekisteri(?:t(?:, joita tämä seloste koskee)?)?$|^rekisterit ja(?= (?:niiden )?(?:tieto)?sisäl)"
        r"|nimi rekisterille|käsittelytoimen nimi",
        "purposes": r"(?:tietojen|tietojesi) (?:hyödyntäminen|käyttö)|miten hyödynnämme\b.*|"
        r"^mihin (?:\w+ ){0,2}tieto\w*\b.*|^miksi\b(?! (?:\w+ )?(?:saamme"
        r"|saan) (?:\w+ ){0,2}(?:tehdä|pitää|käsi|käyt|kerä))"
        r".*|^mitä varten\b.*|mitä tiedoilla\w*\b.*"
        r"|mitä teemme tied\w+|"
        r"(?:käyttö|käsittely)?tarkoitu\w+|mihin (?:henkilö)?tieto\w* (?:käytä\w+|käytetä\w+|käsitel\w+"
        r"|kerä\w+)"
        r"|mihin tietojasi käytetään|mihin .*käyt\w+|miksi (?:keräämme|käsittelemme|käytämme|tietoja"
        r"|henkilötietoja)\b.*"
        r"|tietojen käyttö|(?:henkilö)?tietoja käytetään|henkilötietojen käyttö|miten "
        r"(?:käytämme|tietoja käytetään|tietojasi käytetään)",
        "bases": r"^miksi (?:\w+ )?(?:saamme|saan) (?:\w+ ){0,2}(?:tehdä|pitää|käsi|käyt|kerä)\w*\b.*"
        r"|oikeus käsittelyyn|mikä oikeuttaa\b.*|oikeutus käsit\w+|lakiperust\w+|"
        r"mill?ä (?:oikeudella|luvalla|perusteella)\b.*|mihin (?:\w+ ){0,2}perustuu\b.*|"
        r"oikeusperust\w+|oikeudelli\S+ perust\w+|laillis\S+ perust\w+|(?:käsittely|peruste)\w*perust\w+"
        r"|oikeus käsitellä\b.*perust\w+|lainmukaisuu\w+|käsittelyn perust\w+"
        r"|millä perusteella|oikeutettu\w* e[td]u\w*|peruste(?:et)?\b|laillisuus",
        "subjects": r"rekisteröityjen (?:ryhm|henkilöryhm|kategori)\w+|rekisteröidyt\b|henkilöryhm\w+|rekisteröityjen "
        r"ryhmät"
        r"|kenen tietoja\b.*|kohderyhmä\w*|(?:keitä|ketä|ketkä) (?:on |ovat )?\w*rekistere?i(?:ssä|in|hin)\w*\b.*"
        r"|kenestä (?:\w+ )?(?:pidetään|kerätään|on|kirjataan)\b.*",
        "categories": r"(?:\w+(?:n|ssa|ssä|sta|stä|lla|llä) )?(?:itse )?(?:kerättäv|kerätyt|keräämä|käsiteltäv"
        r"|käsittelemä|tallennettav|tallennetu|tallentama|tallentuva|merkittäv|kirjattav|kirjatu|pyydettäv|kysyttäv"
        r"|tarvittav|talletettav|talletetu|kuuluva)\w* (?:henkilö)?(?:tiedot|tieto(?:tyyp\w+|ryhm\w+)?|data)\b"
        r"|(?:henkilö)?tietokategori\w*|henkilötietojen kuvaus|rekisteritie(?:dot|tojen sisältö)|\w+rekisterin sisältö"
        r"|(?:mitä|millaista|minkälaista|minkä tyyppistä) (?:tietoa|dataa)\b.*|kerät\w+ data|datan ker\w+"
        r"|mitä (?:\w+ )?tallentuu\b.*|^mitä ja miksi$|mitä me tiedämme\b.*"
        r"|^(?:henkilö)?tiedot(?= (?:ja|sekä) (?:niiden )?(?:käyttö|tarkoitu|säily|peru|läht))"
        r"|(?:(?<=ryhmät ja )|(?<=rekisteröidyt ja ))(?:henkilö)?tiedot"
        r"|(?:keräämme|käsittelemme|tallennamme) ja \w+mme seuraav\w+.*|"
        r"mitä (?:kirjaamme|tiedämme|merkitsemme|tallennamme|keräämme|sinusta"
        r"|teistä|asiakkaasta|\w+sta tiedetään)\b.*|(?:\w+sta )?(?:talletettav|tallennettav|kerättäv)\w+ tiedot|"
        r"tietosisä\w+|(?:rekisterin|rekisterien) sisältö|sisältämät tiedot"
        r"|(?:kerättäv|käsiteltäv|tallennettav)\w+ (?:henkilö)?tie\w+|kerätyt (?:henkilö)?tiedot"
        r"|(?:henkilö)?tieto(?:ryhm|tyyp|kent|lu(?:okat|okka|ettelo))\w*|(?:mitä|mitkä|minkälaisia|millaisia) "
        r"(?:henkilö)?tie\w+\b.*"
        r"|(?:henkilö)?tietojen (?:ryhm|tyyp|kategori|luok)\w+|rekisteri(?:in|ssä) (?:talle\w+|ole\w+)(?: tie\w+)?"
        r"|rekisteröi(?:dystä|dyistä|täv\w+) (?:tallenn|kerä)\w+(?: tie\w+)?|mitä keräämme|kerättävä tieto"
        r"|käsiteltävä tieto"
        r"|\w*rekisteri(?:ssä|in)? (?:pitää sisällään|sisältää|koostuu|tallennetaan"
        r"|tallentuu|kerätään|kirjataan|talletetaan)\b.*"
        r"|tallennettavat (?:henkilö)?tiedot|tallentuvat tiedot|(?:keräämämme"
        r"|käsittelemämme|tallentamamme) (?:henkilö)?tie\w+"
        r"|(?:henkilö)?tietojen (?:kerääminen|keräys|keruu) (?:ja|sekä) (?:tallen|säily|käsit|käyttö)\w*"
        r"|minkä ?(?:tyyppi|lai)\w+ (?:henkilö)?tie\w+.*|(?:henkilö)?tie(?:dot|toja),? joita\b.*"
        r"|^mitä (?:\w+ )?(?:annat|kerrot|ilmoitat|lähetät|syötät|jätät|(?:meille|minulle|talteen) jää|näemme|saamme"
        r"|kysymme|pyydämme|tarvitsemme"
        r"|kysytään|pyydetään|kirjataan|merkitään|kertyy|lähtee)(?: \w+){0,3}\W*$|^(?:sinä )?(?:kerrot|annat) meille$"
        r"|^mitä \w+ (?:lähettää|tallentaa|muistaa)(?: \w+){0,3}\W*$"
        r"|^(?:\w+ ja )?mitä (?!.*\boikeu)(?:kaikkea )?"
        r"(?!sivu|kohda|selost|asetu|laissa|tässä|täällä|netis|kotisi|verkko)\w{3,25}"
        r"(?:ssa|ssä|lla|llä)(?:mme|ni)?(?: \w+sta)? (?:on|lukee|näkyy)\b.*"
        r"|^mitä (?:tuolloin |silloin )?kerätään\b.*|^\w*rekistere?i(?:ssä|ssämme) (?:on|ovat)$"
        r"|^\w+(?:sta|stä|lta|ltä) (?:jäävä|kertyvä|syntyvä|tallentuva)\w* (?:henkilö)?tiedot$"
        r"|(?:(?<=tarkoitus ja )|(?<=tarkoitus sekä )|(?<=peruste ja ))(?:henkilö)?tiedot$"
        r"|mitä \w+ kerää\w*|tekniset (?:loki)?tiedot|lokitiedot"
        r"|keräämme seuraav\w+.*|kerätään seuraav\w+.*|tallennamme seuraav\w+.*"
        r"|^henkilötiedot(?= (?:ja|sekä) (?:niiden )?säilyty)"
        r"|rekisteröitävät tiedot|rekisterin (?:henkilö)?tiedot|tietoluokat|^(?:henkilö)?tiedot$"
        r"|mitä (?:me )?tallenn\w+"
        r"|tiedot rekisterissä|tietojen sisältö|(?:antamasi|ilmoittamasi|luovuttamasi) (?:henkilö)?tiedot",
        "sources": r"tietolähte\w*|tiedonläht\w+|tietojen alkuperä|^mistä$|tietojen läh\w+|(?:mistä|miten"
        r"|kuinka) (?:ja miten |ja mistä "
        r")?(?:henkilö)?tie\w+\b.*"
        r"|(?:henkilö)?tietojen (?:kerä\w+|keruu)|mistä (?:saamme|keräämme)\b.*|miten keräämme\b.*|tietojen hankkiminen"
        r"|tietojen kerääminen|lähteet",
        "recipients": r"kenelle\b.*|keille\b.*|kuka (?:muu )?(?:tie\w+ )?(?:näkee|pääsee|saa)\b.*|kumppanit\b.*"
        r"|(?:käyttämämme|käytettävät|käytetyt|ulkoiset) (?:palvelut|järjestelmät|työkalut|ohjelmistot)"
        r"|^järjestelmät$|kumppanimme"
        r"|muut,? jotka\b.*|kenen kanssa\b.*"
        r"|minne (?:tie\w+|ne|niitä) (?:menevät|päätyvät|lähtevät|annetaan|lähetetään)\b.*"
        r"|joiden kautta\b.*|"
        r"luovut\w+|vastaanottaj\w+|(?:tietojen|henkilötietojen|alihan\w*|ali)\s?käsittelijä\w*"
        r"|(?<!rekisterin)käsittelijät|palveluntarjoaj\w+|alihankkij\w+|kolman\w+ osapuol\w+|kene(?:lle|n kanssa)\b.*"
        r"|kuka muu|ketkä\b(?!.*\brekister).*|mitkä järjestelmät|järjestelmät käsittelevät"
        r"|yhteistyökumppan\w+|tietojen jakami\w+"
        r"|jaammeko\b.*|sivulliset|ulkopuoli\w+ (?:palvelu|käsittelij|taho)\w*|käsittelyn ulkoistami\w+",
        "transfers": r"kansainväliset tiedonsiirrot|tietojen sijainti|^tiedonsiir(?:to|rot)$|tiedot pysyvät\b.*"
        r"|siirretäänkö\b.*|lähtevätkö\b.*|siirrot (?:euroopan|eu:n|eta:n)\b.*"
        r"|eu:n ulkopuolelle|"
        r"(?:siir\w+|luovut\w+|käsittely\w*)?[^.]*\b(?:eu|eta|euroopan)\S*[^.]*ulkopuol\w+"
        r"|missä (?:henkilö)?tie\w+ (?:käsitellään|säilytetään|tallennetaan|sijaitsevat)"
        r"|kolman(?:siin|teen) mai\w+|siir\w+ ulkomaille|kansainväli\w+ siir\w+|siirrot euroopan ulkopuolelle"
        r"|(?:tietojen |henkilötietojen )siir(?:to|rot|täminen)\b|^siirrot$",
        "retention": r"tietojen elinkaari|rekisterin hävittäminen|kauanko\b.*|arkistointi|säilymisaika\w*|"
        r"(?:rekisterin )?ylläpito ja poistaminen|miten (?:kauan|pitkään)\b.*|milloin\b.*(?:poist|hävit"
        r"|tuho)\w*.*|säilyttäminen|"
        r"säilyty\w+|säilyttämi\w+|säilyvät|kuinka (?:kauan|pitkään)\b.*|(?:henkilö)?tietojen (?:säilyt"
        r"|säilyvyy|poistami|hävittämi)\w+|säilyt\w+ (?:ja|sekä) (?:poist|hävit)\w+|^kesto$|(?:henkilö)?tietojen poisto"
        r"|tallennusaika|käsittelyn kesto|säilytetään",
        "security": r"(?:tieto)?suojau\w*|suojaami\w+|tietoturva\w*|turvallisuu\w+|miten (?:henkilö)?tie\S+ (?:on "
        r")?suoja\w+"
        r"|turvaaminen|käyttöoikeudet|salassapito",
        "rights": r"miten voit vaikuttaa\b.*|vaikutusmahdollisuu\w+|tietosuojaoikeu\w+"
        r"|voi(?:nko|tko) (?:nähdä|saada|poistaa|korjata|tarkastaa|pyytää)\b.*|oikeuksistasi"
        r"|^\w{3,}n (?:ja \w{3,}n )?oikeudet$|^mihin \w+ on oikeus$|mitä voi(?:t|n|vat|daan) (?:pyytää|vaatia"
        r"|tehdä)\b.*|"
        r"oikeus (?:siirtää|saada|tulla|tarkastaa|peruuttaa|vastustaa|rajoittaa|oikaista|poistaa"
        r"|pyytää|vaatia|kieltää|tehdä|tutustua)\b.*|oikeus\b(?! käsit)|oikeu(?:det|desta|ksista|tesi|ksien|ksia)\b"
        r"|\w*tarkastus-?oikeu\w*|kielto-?oikeu\w*"
        r"|oikaisu\w*|^(?:tietojen )?(?:tarkastus|tarkistus)(?: (?:ja|sekä) (?:oikaisu|korjaus|poisto)\w*)?$"
        r"|tarkastami\w+|(?:tietojen|tiedon) (?:korjaami|oikaisemi)\w+|vaatia\b.*|\w*valitu(?:s|k)\w*"
        r"|valittaminen|valittaa"
        r"|(?:suostumuksen )?peruutta\w+|vastustami\w+|vastustaa|(?:käsittelyn )?rajoittami\w+|kieltäminen|kieltää"
        r"|rekisteröidyn oikeu\w+|oikeuksien (?:käyttämi|toteut)\w+|siirrettävyy\w+|mitä oikeuksia\b.*|unohdetuksi"
        r"|tietopyyn\w+|(?:suora)?markkinointi-?kiel\w+|muut oikeudet|jos et ole tyytyväinen|valvontaviranomai\w+",
        "updated": r"(?:viimeksi )?päivitetty|päivity\w+|laatimis(?:päivä\w*|pvm)|laadittu|päiväys|päivämäärä"
        r"|voimassa(?: alkaen)?|viimeisin muutos|^muutettu|voimaantulo\w*"
        r"|muokattu|versio\w*|julkaistu|kirjoitettu|tarkistettu|päiv\.|voimaan",
        "cookies": r"(?:eväste|cookie)\w*(?:\s?\(?cookies?\)?)?|kävijäseuran\w+|verkkoanalytii\w+|analytii\w+",
        "automated": r"automa\w+ päätö\w+|automaatti(?!sesti)\w+|automatisoi\w+|profiloi\w+",
        "changes": r"muutokset|(?:selosteen|käytännön|ehtojen) (?:muutta|päivittä)\w+|muutta?mi\w+|oikeudet muutoksiin",
        "obligation": (
            r"(?:velvollisuus|pakko|pakollista|pakollisuus|onko)\b.*antaa\b.*|tietojen "
            r"antami\w+(?: pakolli\w+)?"
        ),
        "other": r"johdanto|yleistä|taustaa|määritelmä\w*|lainsäädäntö|soveltamisala|linkit\b.*|lasten\b.*|alaikäi\w+",
    },
    fillers=r"henkilötie\w+|tieto(?:jen|ja|jasi|jesi|a)?|tiedo(?:t|n|ista)|tietosuoja\w*|rekisteri(?:n|in|en|t"
    r"|stä|ssä|sta)?|ja|sekä"
    r"|tai|ym|mm|myös|käsitte\w+|käsitellään|säännönmukai\w+|säännölli\w+|mahdollis\w+|muu(?:t|n|ta|hun)?"
    r"|rekisteröidy\w+|rekisteröi\w+|sinun|meidän|yleinen|yleiset"
    r"|nimi|yhteystiedot|perus\w+|rekisteriasioi\w+|asioi(?:den|ta)|sen|se|on"
    r"|ovat|miten|mitä|mihin|mistä|mitkä|kuinka|kuka|asiakas\w*"
    r"|asiakkaan|asiakkaiden|käyttäj\w+|kerää\w*|kerää\w+"
    r"|liittyvät|koske\w+|osoite|kriteerit|\w*kriteer\w+|aika|ajat|tarkastaa|henkilön|henkilö|asioissa"
    r"|rekisteriä|alueen|talousalueen|ulkomaille|euroopan"
    r"|unionin|n|varten|periaat\w+|kuvaus|lähteet|tiedottaminen|seloste\w*|tietosuojaselosteeseen|tähän"
    r"|tutkimu\w+|tutkittav\w+|osallistu\w+|tämän|yrityksen|toimesta|lukuun|omat|omien"
    r"|automaattisesti|asiakkaista|asiakkaasta|jäsenistä|jäsenestä|sinusta",
    labels={
        "name": r"(?:(?:\w*yrityksen|yhtiön|yhdistyksen|\w*liikkeen|toimijan|organisaation|rekisterinpitäjän"
        r"|virallinen) )?nimi|yritys|toiminimi|yhtiö",
        "controller": r"rekisterinpitäjä(?:n nimi)?",
        "trade_name": r"aputoiminimi|markkinointinimi|rinnakkaistoiminimi",
        "address": (
            r"(?:posti|katu|käynti|lähi)?-?osoite|toimipaik\w+(?: osoite)?|käynti-? ?/? ja "
            r"posti-?osoite|sijainti"
        ),
        "business_id": r"y\s?-\s?tunnus|y\.?-?tunnus|ytunnus|ly-tunnus|alv-?(?:numero|tunnus)|yritystunnus|vat-?tunnus",
        "email": r"(?:sähkö|s-?)posti\w*(?:osoite)?|e-?mail|email|s-posti",
        "phone": r"puhelin\w*|puh\.?|p\.|tel\.?|gsm|matkapuhelin|puhelinnumero",
        "web": r"(?:www|verkko|koti|internet|web)-?\s?(?:sivu\w*|osoite)?|www",
        "postal": r"postinumero(?: ja (?:-?toimi)?paikka)?|postitoimipaikka|paikkakunta|kotipaikka",
        "person": r"(?:yhteys|vastuu)henkilö|vastaava|yht\.? ?henk(?:ilö|\.)?"
        r"|yrittäj(?:än nimi|ien nimet)|tietosuojavastaava|toimitusjohtaja|nimi",
    },
    tells={
        "categories": r"\b(?:kerää|keräämme|kerätään|kerättäviä|tallennetaan|tallennamme|talletetaan"
        r"|tallentaa|sisältää|sisältyy|annat|ilmoitat)\b"
        r"|(?:tietoa?|tiedot) (?:voi|voivat|ovat) |käsittel(?:ee|emme"
        r"|lään)\b|(?:voi(?:daan|mme|vat|t)?|saat(?:amme|taa)) (?:kerätä|käsitellä|tallentaa)"
        r"|tallentuu|rekisteröidään|kirjataan|pyydämme|kysymme|tarvitsemme",
        "purposes": r"(?:käytetään|käytämme|käsitellään|käsittelemme|kerätään|keräämme"
        r"|käyttää)\b.{0,250}(?:varten\b|tarkoitu\w+|\w{4,}(?:miseen|intiin|ntaan|seen|misessa)\b)"
        r"|tarkoitu(?:s|ksena|kset|ksia)\b.{0,60}\b(?:on|ovat)\b|tarkoituksena on",
        "sources": r"tietolähte\w+|(?:tiedot|tietoja) (?:saadaan|kerätään|saamme|keräämme)\b.{0,80}(?:lta|ltä|itseltään"
        r"|yhteydessä|kautta)\b"
        r"|(?:itsensä|itse) (?:antam|ilmoittam)\w+",
        "recipients": (
            r"luovut(?:et|am|ta)\w*|(?:palvelu|ylläpi|palvelim|julkais|tarjoa|alusto|alusta"
            r"|isännöi)\w*\b|käytämme|lukuun|puolesta"
            r"|vastaanottaj\w+|alihankkij\w+|palveluntarjoaj\w+|(?<!rekisterin)käsittelijä\w*"
        ),
        "transfers": r"ulkopuolelle|ulkopuolella|kolmansiin maihin|kolmannessa maassa",
        "retention": (
            r"(?:poistaminen|poisto|hävittäminen|hävitys|tuhoaminen)\b.{0,60}\b(?:tapahtuu|tehdään|suoritetaan)\b|"
            r"käsitel(?:lään|emme)\b.{0,80}(?:niin kauan|kunnes)"
            r"|\b(?:ovat|on|pidämme|pidetään|pidän)\b.{0,80}\b(?:niin kauan|kunnes|sen ajan|\w+n (?:saakka|asti))\b"
            r"|\bjää(?:vät)? (?:\w+ ){0,3}\w*arkistoon\b"
            r"|säilyt(?:etään|ämme|än\b|ys\w*|etä|ää|tä\w*)|säilötään|hävit(?:etään|ämme)"
            r"|tuho(?:taan|amme)|anonymisoi(?:daan|mme)|tallennetaan\b.{0,40}(?:pysyvästi|toistaiseksi)|säilyy|säilyvät"
            r"|(?:poistetaan|poistamme|poistuvat|poistuu|arkistoidaan)\b.{0,120}(?:kuluttua|mennessä|päästä|jälkeen"
            r"|kuluessa|viimeistään|päätyttyä|loppuessa|vuo|kuukau|\bkun\b)"
            r"|(?:jälkeen|kuluttua|päätyttyä|vuoden|kuukauden|vuotta|kuukautta)\b.{0,80}(?:poistetaan|poistamme"
            r"|hävitetään|tuhotaan)"
        ),
        "security": (
            r"tietoturva\w*|suojat\w+|salasan\w+|käyttäjätunnu\w+|palomuur\w+|pääsy\b.{0,60}tie\w+|työasem\w+"
            r"|palvelim\w+"
        ),
    },
    bases={
        "a": r"suostumu\w+",
        "b": r"(?!(?:vakio|malli|tietosuoja|salassapito|alihankinta|[\w-]*käsittely)\w*sopimu)"
        r"\w*sopimu(?:s|ks)\w*(?!osapuol)|(?<=perustuu )(?:asiakassuhte|jäsenyyssuhte|jäsenyy)\w+",
        "c": (
            r"lak[ií]\s?perustei\w+ velvo\w+"
            r"|(?!tietosuoja|henkilötieto)\w*lain (?:velvoit|asettam|vaatim|edellyttäm|määrääm)\w+"
            r"|lainsäädännön (?:vaatimu|edellyt|määräy)\w+"
            r"|laki (?:\w+ )?velvoit\w+|laki\s?sääteis\w+(?: velvo\w+)?|(?:la(?:ista|eista)|lainsäädännöstä"
            r"|säädöksistä|asetuksista) "
            r"(?:johtuv|aiheutuv|seuraav|tulev)\w+|(?:lain|kirjanpitolain"
            r"|lainsäädännön)\b.{0,40}velvo\w+|lakiin "
            r"perustuv\w+|lakivelvo\w+|lakisäät\w+(?: velvo\w+)?|(?:lainsäädännölli|laillis|laillin|kirjanpito"
            r"|oikeudelli)\w*(?: ja \w+)? ?(?:velvo)\w+|yhdistysla(?:in|ki)\b|laki(?= \()"
        ),
        "d": r"elintärkei\w+|elintärkeä\w*",
        "e": r"yleis(?:tä|en) e(?:tua|dun)|yleinen etu|yleis\w+ edun|julki\w+ (?:vallan|valtaa|tehtäv\w+)",
        "f": r"oikeute(?:ttu|tun|tut|ttuun|tuista|tusta|ttujen|ttuja|tuin|tulla|tuun)\w*\s+(?:e[dt]u\w*|intressi\w*)"
        r"|oikeutet\w+ (?:\w+ ){0,3}?e[td]u\w*|perustel(?:tu|lu)\w* e[td]u\w*"
        r"|(?:etujen|intressien) (?:punni|vertai|tasapaino)\w+|(?:etu|intressi)(?:punni|vertailu)\w*",
    },
    basis_cue=(
        r"käsittely\w*\b.{0,60}\b(?:on|ovat|olla) (?:\w+ ){0,2}(?:tarpeen|tarpeelli\w+|välttämätö\w+)(?! ajan)"
        r"|käsittely\w*\b.{0,60}\bedellyty(?:s|ksenä|ksinä|kset) (?:on|ovat)\b"
        r"|\btarvit(?:aan|semme|sen) (?:\w+ )?sopimuksen täyttämi\w+"
        r"|\boikeutettu etu (?:\w+ ){0,2}(?:käsitellä|kerätä|käyttää|säilyttää|hoitaa|tallentaa)\b|"
        r"pohjautu(?:u|vat|en|va\w*)\b|pohjana (?:on|ovat)\b|noja(?:a|avat|utuu|utuvat)\b|"
        r"(?:oikeus|käyttö)perust\w+|perust(?:uu|ua|uen|unut|uvat|uva\w*|eena|eella|eet|e|ein)\b"
        r"|oikeudelli\S+ perust\w+|laillis\S+ "
        r"perust\w+|nojalla|lainmukai\w+|käsittelyperust\w+|(?:annat|antaa|antavat)\b.{0,20} suostumuk\w+"
        r"|pyydämme (?:\w+ ){0,2}suostumu\w+|suostumuks(?:ella|een)"
    ),
    conditional=r"\b(?:jos|mikäli|silloin,? kun|(?:siltä|niiltä) osin,? (?:kuin|kun)|kun käsittely)\b",
    rights={
        "access": r"tark(?:ast|ist)\w+|pääsy\w*|\bpääse\w+ (?:\w+ )?käsiksi\b|(?:saada|pyytää"
        r"|saa)\b.{0,60}(?:katsottava\w+|jäljennö\w+|kopio\w*|koost\w+|nähtäväksi)|nähdä"
        r"|tutustua|saada (?:\w+ ){0,2}koskev\w+ tie\w+|(?:saada|saat) tieto(?!suoja)\w*|pyytää (?:omat "
        r"|kaikki )?tieto(?:a|t|si|nsa)\b|\b(?:katsoa|kuulla) (?:\w+ ){0,3}(?:tie(?:dot|toja)|tieto(?:nsa|si|jaan|jasi)"
        r"|nauhoit\w+|merkin\w+)|\bkysyä,? mitä (?:\w+ )?(?:on|meillä)\b"
        r"|\bnäyte(?:tään|ään) (?:\w+ )?(?:pyynnöstä|pyydettäessä)\b"
        r"|pyytää tiedot\b"
        r"|saada tietää|tietopyyn\w+|tietää, mitä|oikeus tietoihin|mitä tietoja",
        "rectification": (
            r"oikais\w+|oikai(?:su|st)\w*|pääse\w* muuttamaan|korja\w+|korjau\w+|täydentä\w+|muuttaa(?! (?:eväste"
            r"|asetu|valin))"
            r"|muutta\w+ tieto\w*|virheiden"
            r"|virheelli(?!sesti)\w+"
        ),
        "erasure": r"poist(?:aa|ami|et|am|o)\w*|unohdetuksi|unohtami\w+|hävittämi\w+|poistoa",
        "restriction": r"rajoit(?:ta|tami|uks|et|us)\w*|jäädyt\w+",
        "portability": (
            r"siirrettävy\w+|siirto-?oikeu\w+|siirt(?:ää|ämi|ämää|oa|yä)\w*|siirretty\w*|siirretyksi|järjestelmästä "
            r"toiseen|kone(?:elli|lue)\w+|siirrettäv\w+ muodo\w+"
        ),
        "objection": r"vastusta\w+|kieltää\b.{0,40}tieto(?:jen|jensa|jesi)\b.{0,12}\bkä(?:yttö|ytö|yttämi|sittel)\w*"
        r"(?!.{0,20}(?:markkinoin|tarkoituksiin:))",
        "marketing_objection": r"(?:kiel(?:tää|täyty|lon|toa|to-?oikeu|tä)\w*|kielto-?oikeu\w*|vastusta\w+"
        r"|peru(?:ut)?\w+|jättäyty\w+ pois"
        r"|lopetta\w+)\b.{0,160}(?:\w*markkinoin\w+|\w*maino[nks]\w+|etämyyn\w+|uutiskir\w+|tarjous(?:viest|post"
        r"|kirje)\w+|tarjouksia)"
        r"|\w*markkinoin\w+\b.{0,160}(?:peruuta tilau\w*|peru(?:uttaa|a) tilau\w*|perumislin\w+|peruutuslin\w+"
        r"|poistaa (?:\w+ ){0,2}(?:postituslist|jakelulist|rekisteri)\w*|poistua (?:\w+ )?(?:postitus|jakelu)list\w*)"
        r"|(?:tekstiviest|uutiskir|mainosviest|tarjousviest)\w+\b.{0,60}(?:lopettaa|lopettami|perua|peruuttaa|estää)\w*"
        r"|(?:\w*markkinoin\w+|\w*maino[nks]\w*|etämyyn\w+|\w*viestin\w+|uutiskir\w+)\b.{0,80}(?:kieltä\w+"
        r"|kieltämi\w+|kiel(?:to"
        r"|lon)\w*|vastusta\w+)",
        "withdraw_consent": (
            r"(?:peruut\w*|perua|perum\w+)\b.{0,80}suostumu\w*"
            r"|(?:suostumu|lupa|luva|lupi)\w*\b.{0,80}(?:peruut\w*|perua|perum\w+|peru\b)"
            r"|(?:peruuttaa|perua) (?:\w+ )?(?:lupa\w*|luvan)\b"
        ),
        "complaint": (
            r"ilmoitu\w+ (?:tietosuojavaltuutet|valvontaviranom)\w*"
            r"|ilmoittaa (?:asiasta|siitä|tästä) (?:\w+ )?(?:tietosuojavaltuutet|valvontaviranom)\w*"
            r"|(?:saattaa|viedä) (?:\w+ )?asia\w* (?:\w+ )?(?:tietosuojavaltuutet|valvontaviranom)\w*"
            r"|(?:yhtey\w+|kääntyä) "
            r"tietosuojavaltuutet\w+|valitu\w+|valittaa|valitus\w*|kantelu\w*|kannella"
        ),
    },
    right_cue=(
        r"oikeu(?:s|tesi|det|tta|ksi\w*|d\w+|tena\w*)\b|\bvoi(?:t|daan|vat|si)?\b|voida\b|saat\b|pyytää"
        r"|vaatia|pyynnö\w+|pyydät|\bpääse(?:t|vät|e)\b|mahdollisuus|omalla päätöksellä|oikeute\w+|\bhaluatko\b"
        r"|\b(?:jos|mikäli) (?:haluat|asiakas haluaa|jäsen haluaa)\b"
        r"|\bsaa(?:vat)? (?:\w+ ){0,3}(?:katsoa|tarkistaa|tutustua|korjauttaa|korjata|poistattaa|poistaa|lopettaa"
        r"|perua|siirtää"
        r"|vastustaa|rajoittaa|muuttaa|kopion|nähtäväk\w+|katsottavak\w+)|\bkun (?:sitä|niin|hän) pyyd\w+"
        r"|\bpyydettäessä\b"
        r"|\bsaa (?:\w+ ){0,2}(?:tarkastaa|oikaista|peruuttaa|tehdä|vaatia|pyytää|nähdä|kieltää)"
    ),
    negation=r"\b(?:ei|emme|eivät|eikä|en|älä|ilman)\b",
    and_words=r"ja|sekä|ja/tai|tai",
    list_leads=r"(?:kerää|keräävät|tallentavat|tallentaa|annat|ilmoitat|tallennetaan|kerätään"
    r"|keräämme|käsitellään|käsittelemme"
    r"|tallennamme|sisältää|sisältyy|rekisteröidään|kirjataan|talletetaan|tallentuu"
    r"|tallentuvat|pyydetään|pyydämme|kysymme|tarvitsemme"
    r"|koostuu|koostuvat|kuuluvat|kuuluu|voivat olla|voi olla|sisältävät|käsiteltäviä"
    r"|kerättäviä|tallennettavia|tietoja ovat|tiedot ovat|pitää sisällään|pitävät sisällään|käsittää|käsittävät"
    r"|kattaa|kattavat|muodostuu|muodostuvat|muodostavat"
    r"|tietolähteinä ovat|tietolähteenä on|tietolähteinä käytetään|tietolähteitä ovat|saadaan|saamme|tietolähde on)\b"
    r"(?: (?:säännönmukaisesti|ensisijaisesti|esimerkiksi|yleensä|pääasiassa|mm\.?|muun muassa|seuraavia "
    r"tietoja|seuraavat tiedot|seuraavia henkilötietoja|henkilötietoja kuten|tietoja kuten|seuraavia"
    r"|(?:rekisteröidyn|asiakkaan|käyttäjän|henkilön)(?!\s\w+m[aä]n\s)|rekisteröidyistä|asiakkaasta"
    r"|asiakkaista|käyttäjästä|henkilöiden|henkilöstä|sinusta|tietoja|tiedot"
    r"|(?:\w+(?:ien|jen|iden) ){0,3}\w{4,}(?:ista|istä))(?:(?<=\W)|(?!\w)))*:?",
    months={
        f"{name}kuu{end}": number for number, name in enumerate(_MONTHS, 1) for end in ("ta", "n", "", "ssa", "sta")
    },
    date_cue=(
        r"päivit\w*|muutos|viimeisin|luotu\b|laadittu|laatimis\w+|muokattu|voimassa|päiväys|päivätty|päivämäärä"
        r"|versio\w*|julkaistu|kirjoitettu|tarkistettu|päiv\.|voimaan|muutettu|alkaen|pvm|tilanne"
        r"|tehty|korjattu|korjailtu|viilattu|hiottu|tarkennettu|täydennetty|kohennettu|uusittu|uudistettu"
    ),
    controller_cue=(
        r"(?:(?:henkilö|asiakas|jäsen|osallistuja|\w+)?rekisteri(?:ä|n tietoja) "
        r"(?:ylläpitää|pitää|hallinnoi)|(?:verkko)?(?:sivustoa|sivuja|kauppaa|palvelua"
        r"|sovellusta)(?: \S+)? "
        r"(?:ylläpitää|hallinnoi|operoi|pyörittää|tarjoaa|julkaisee)|(?:sivuston|palvelun"
        r"|verkkopalvelun|verkkokaupan|sovelluksen)(?: \S+)? (?:omistaa|omistaja on"
        r"|tarjoaa|tarjoaja on"
        r"|ylläpitäjä(?:nä)? (?:on|toimii)|julkaisija on|ylläpidosta vastaa)"
        r"|(?:henkilö|asiakas)?tieto(?:jen|jesi|jenne) käsittelystä vastaa(?:vat)?"
        r"|rekisterinpitäjänä(?: (?:ja|sekä) [a-zåäö]{5,30})? (?:toimii|on)"
        r"|rekisterinpitäjä(?: (?:ja|sekä) [a-zåäö]{5,30})? on|rekisterin pitäjä on|rekisterinpitäjänä "
        r"toimiva)"
    ),
    outside=(
        r"(?:eu|eta|euroopan|ety)\b.{0,80}ulkopuol\w+|eu[:n]*\s?[/-].{0,40}ulkopuol\w+|kolman(?:siin|teen"
        r"|nessa|sissa|nen) ma\w+|ulkomail\w+|yhdysval\w+|usa\b|aluei(?:den|tten) ulkopuol\w+|\b(?:asuin"
        r"|koti)?maasi ulkopuol\w+"
    ),
    stays_inside=r"\b(?:ei|emme|eikä|eivät)\b(?:\W+\w+){0,8}?\W+(?:siirr|siirre|luovut|käsitel|säilyt|tallenn|viedä"
    r"|siirtä)\w*"
    r"|(?:siirretä|siirrä|luovuteta|siirry)\b"
    r"|siir(?:to|roi|tä)\w*\b.{0,80}\bei(?:vät)? (?:tapahdu|tehdä)\b|(?:vain|ainoastaan|pelkästään)\b.{0,40}(?:eu|eta"
    r"|euroopan)\b.{0,40}(?:sisäll|alueell)\w+",
    goes_outside=(
        r"(?:tiedon\s?siir(?:to|ro|rot)|käsittelee|käsittelevät|siirrossa|siirretään|siirrämme|siirtää"
        r"|käsitellä|säilyä|säilyvät|tallentuvat|siirtyä"
        r"|annetaan|annamme|toimitetaan|lähetetään|lähetämme|lähettää|viedään|välitetään"
        r"|siirtyy|siirtyvät|siirrettäv|siirtämi|luovutetaan|luovuttaa"
        r"|käsitellään|käsittely|sijaits\w+|siirretty|sijaita|tallennetaan|siirtoja|siirto|tallentua|säilyttää"
        r"|säilytetään|pääs(?:y|ee|evät))\w*"
    ),
    hedged=(
        r"säännönmukai\w+|lähtökohtai\w+|pääsääntöi\w+|yleensä|ellei|paitsi|muutoin kuin|ilman|lukuun "
        r"ottamatta|jollei|jos|mikäli|pääosin|ensisijai\w+|erikseen"
    ),
    noise=r"hyväksy (?:kaikki|evästeet).*|siirry sisältöön|hyppää sisältöön|valikko|etusivu|ostoskori"
    r"|kirjaudu(?: sisään)?|hae|haku|sulje|ok|takaisin ylös"
    r"|tämä sivusto käyttää evästeitä.*|käytämme evästeitä (?:parantaaksemme|varmistaaksemme).*|lue lisää"
    r"|jaa|facebook|instagram|twitter|linkedin|(?:copyright )?©.*|copyright.*",
)
