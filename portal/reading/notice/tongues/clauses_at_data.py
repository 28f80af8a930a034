"""Words of a sentence that stand before or behind a kind of data in it, and name none themselves."""

_TAKEN_IN_FINNISH = (
    r"(?:jää|tulee|kertyy|näkyy|välittyy|merkitään|merkitsemme|kirjataan|kirjaamme"
    r"|kirjaan|tallennetaan|tallennamme|tallennan|tallentuu|kysytään|kysymme|kysyn|pyydetään|pyydämme"
    r"|kerätään|keräämme|kerään|otetaan|otamme|ilmoitetaan|annetaan|tarvitaan|tarvitsemme|tarvitsen|käsitellään"
    r"|käsittelemme|rekisteröidään|säilytetään|saadaan|saamme|saan|lisätään|mainitaan|vaaditaan)"
)
_TAKEN_IN_SWEDISH = (
    r"(?:antecknas|noteras|registreras|sparas|lagras|behandlas|anges|uppges|efterfrågas|krävs|behövs|ingår|finns|visas"
    r"|syns|skickas|lämnas|hämtas|inhämtas|insamlas|samlas in|används)"
)
_DO_IN_SWEDISH = r"(?:sparar|noterar|antecknar|registrerar|lagrar|behandlar|behöver|använder|får|ser|har|hämtar|begär)"
_TAKES_IN_ENGLISH = (
    r"(?:shows?|tells?|gives?|sends?|passes|notes?|records?|stores?|saves?|logs?|keeps?|collects?|registers?|receives?"
    r"|sees?|reveals?|learns?|lets (?:us|me) (?:see|know))"
)

BEFORE_DATA = {
    "fi": (
        rf"(?:[\w-]+ ){{0,4}}?{_TAKEN_IN_FINNISH}"
        r"(?: (?:myös|lisäksi|aina|vain|talteen|ylös|muistiin|tietoomme|meille|minulle"
        r"|[\w-]*(?:rekisteriin|rekisteriimme|järjestelmään|järjestelmäämme|kirjaan|kantaan|kansioon|kortille|lokiin)))*\s"
        r"|(?:ehkä|kenties|usein|joskus|toisinaan|yleensä|useimmiten|tavallisesti|aina) "
    ),
    "sv": (
        r"(?:när|då|om|vid|för|på|i|av|från|hos) [^,;:()\n]{3,70} "
        rf"(?:är|{_TAKEN_IN_SWEDISH}|{_DO_IN_SWEDISH} (?:vi|jag))(?: (?:också|även|dessutom|alltid))? "
        r"|[^,;:()\n]{3,60} (?:kräver|föreskriver|förutsätter|fordrar|säger) att "
        r"|(?:[^,;:()\n]{3,80} )?(?:alltså|nämligen|däribland|det vill säga|kanske|oftast|ibland) "
        r"|(?:[a-zåäö-]+ )?(?:fält|ruta|rader?|rutor|kolumn) för "
        r"|(?:skapa|få|göra|ha|bli|beställa|boka|köpa|handla) [^,;:()\n]{2,40} (?:även|också|dessutom) (?:ett |en )?"
    ),
    "en": (
        rf"(?:the )?(?:[\w'’-]+ ){{0,4}}?{_TAKES_IN_ENGLISH}(?: (?:us|me))?"
        r"(?: (?:on its own|by itself|automatically|also|only))* (?=(?:your|the|their|his|her|its) )"
        r"|(?:perhaps|maybe|sometimes|usually|occasionally) "
        r"|(?:an? |the )?(?:[\w-]+ )?(?:fields?|boxes|box|columns?) for (?:your |the )?"
    ),
}
"""A finite verb, a subordinator or an adverb, with what stands before it: the kind of data begins behind it."""

NOT_BEFORE_DATA = {
    "fi": (
        r"\b(?:jo(?:ka|ta|tka|ita|nka|ssa|sta|lla|hon)|mitä|mikä|mitkä|milloin|miten|siitä|kuka|ketkä|että|ei|eivät)\b"
    ),
    "sv": r"\b(?:inte|aldrig|inga|inget|ingen|vilk\w+|hur|vad)\b",
    "en": r"\b(?:not|never|no|that|which|who|whose|what|how|when|where|if|you)\b",
}
"""A denial, or a clause that hangs on a noun: the kind is not what follows."""

BEHIND_DATA = {
    "fi": (
        r"\s(?:jos|mikäli|sikäli kuin|sikäli kun|siltä osin kuin|sen mukaan)\s.*"
        r"|\s(?:pakollinen|pakolliset|vapaaehtoinen|vapaaehtoiset|valinnainen)\Z"
        r"|\s(?:merkitään|kirjataan|tallennetaan|kysytään|pyydetään|vaaditaan)(?![\w-]).*"
    ),
    "sv": (
        rf"\s{_TAKEN_IN_SWEDISH}(?![\w-]).*|\s{_DO_IN_SWEDISH} (?:vi|jag)\b.*"
        r"|,? (?:vilket|vilka) (?:vi|jag|du|ni|är|behövs|krävs|används|kan|ska)\b.*"
        r"|\s(?:under tiden|medan|ifall|förutsatt|såvida)\b.*|\s(?:obligatorisk|frivillig|valfri)(?:t|a)?\Z"
        r"|:\s(?:visas|syns|sparas|lagras|skickas|delas|lämnas|hämtas|raderas|behövs|används|krävs)\s.*"
        r"|\spå (?:\w+s|en|den) [a-zåäö]*lista(?:n)?\Z"
    ),
    "en": (
        r",? (?:obligatory|compulsory|mandatory|optional)\b.*|, (?:if|where|when|unless) (?:the|an?|this|it)\s.*"
        r"|: (?:so that|in order|used|shown|needed|only|to (?:send|show|reply|answer|remind|contact|know))\b.*"
    ),
}
"""Where a clause begins behind a kind of data: the verb of its list, a condition, or what it is needed for."""
