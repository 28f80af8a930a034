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
    r"|lemmik|vakuutu|diagno|lääk|käynti|klikk|istun|mitat|reklama|alennu|takuu|tarjou"
    r"|liitte|tallen|järjestelm|\bip\b|reseptit|hoito|huolt"
    r"|rooli|koulut|tutkin|todistu|verkkosivu|toimenpite|yhteydenp|viestin|kiello|kielto",
    "sv": r"namn|adress|telefon|e-?post|mejl|kontaktuppgift|personnummer|födelse|ålder|kön"
    r"|beställning|order|köp|faktur|betal|uppgift"
    r"|företag|organisation|webbläs|enhet|kak|cookie|logg|plats|bild|foto|meddeland"
    r"|avtal|språk|yrke|titel|befattning|hemort"
    r"|medlem|samtyck|histori|användar|lösenord|önskem|datum|\btid|nummer|ansök"
    r"|\bcv\b|lön|konto|kredit|hälso|allerg|kost|beskriv"
    r"|intress|kund|data\b|fritext|besök|bokning|profil|fordon|mått|information|bilag"
    r"|operativ|\bip\b|roll|utbildn|svar|ärende",
    "en": r"name|address|phone|e-?mail|contact|identif|birth|age\b|gender|order|purchas"
    r"|invoic|billing|payment|data|information"
    r"|company|organi[sz]ation|browser|device|cookie|log\b|logs|location|photo|image"
    r"|picture|message|contract|agreement|language"
    r"|occupation|title|position|role|member|consent|histor|user|password|preference"
    r"|date|time|number|applicat|\bcv\b|resume|salary"
    r"|profile|booking|reserv|vehicle|insur|medical|visit|session|timestamp|click"
    r"|comment|review|crash|version|country|city\b"
    r"|account|credit|health|allerg|diet|descri|interest|customer|content|operating "
    r"system|\bip\b|education|survey|feedback|page|usage",
}
