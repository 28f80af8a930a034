// What is drawn: elements without looks, made of the page's own, of data, and of the parts that other files define.

import { NOTHING, inLanguage, isLanguages, evaluate, Scope } from "./evaluate.mjs";
import { parseTemplate } from "./parse.mjs";

const words = (text) => new Set(text.split(/\s+/));
const BLOCK = words(
  `html body main header footer nav section article aside div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead
  tbody tfoot tr th td blockquote address figure figcaption details summary fieldset legend form pre br hr`,
);
const INLINE = words("a strong b em i u s small sup sub span code mark abbr time cite q label button");
const HIDDEN = words(
  `script style svg path img picture video audio iframe input textarea select option canvas noscript meta link base
  object i18n`,
);
const EMPTY = words("br hr td th");
/** What a part of another file is called, and the tag that it stands for; null for its own name. */
const STANDS_FOR = [
  [/^(Unordered)?List$|^Ul$/, "ul"],
  [/^OrderedList$|^Ol$/, "ol"],
  [/ListItem$|^Li$/, "li"],
  [/Heading$|Title$/, "h2"],
  [/^(Accordion|Collapsible|Disclosure)(Trigger|Summary|Button)$|Subheading$|Subtitle$/, "h3"],
  [/Paragraph$|^(P|Text)$/, "p"],
  [/^(Strong|Bold)$/, "strong"],
  [/^(Table|Section|Header|Footer|Nav|Main|Article|Blockquote)$/, null],
  [/^TableRow$|^Tr$/, "tr"],
  [/^(TableCell|Td)$/, "td"],
  [/^(TableHead|Thead|TableHeader)$/, "thead"],
  [/^(TableBody|Tbody)$/, "tbody"],
];
const NAMES_A_TAG = /^(h[1-6]|p|ul|ol|li|section|table|blockquote|strong)$/;
const TELLS_OF_PAGE = /^(Base|Main|Default|Site|App|Root|Page)?Layout$|^(Head|Helmet|Meta|PageMeta|MetaTags)$|seo/i;
const DRAWS_NO_TEXT = /json-?ld|schema|structureddata|^script$|analytics|icon$/i;
const STANDS_AROUND = /header|footer|nav|layout|banner|provider|switch|menu/i;
/** Keys of data and properties: those of headings, of running text, of what is not seen, and of what is. */
const HEADS = /(title|heading|question|otsikko|rubrik)$|^(header|h[1-6])$/i;
const FLOWS = /paragraph|content|body|text|intro|kappale|stycke/i;
const UNSEEN_KEYS = words(
  `id slug key ref href to url src path icon image img variant color colour type role target rel locale lang language
  style alt placeholder canonical t dict dictionary translation translations messages strings width height size as
  component level tag class keywords jsonld schema`,
);
const UNSEEN = {
  test: (key) =>
    UNSEEN_KEYS.has(key.toLowerCase()) || /class(name)?$|^(current|og|meta|seo|aria|data-|on[A-Z])/i.test(key),
};
const TELLS = words(
  `title heading header label eyebrow kicker subtitle subheading tagline lead lede intro description text content body
  question answer term value summary note caption date updated lastupdated effectivedate`,
);

export class El {
  constructor(tag, href, children) {
    Object.assign(this, { tag, href, children });
  }
}

/** The tag of what may be a block or stand within a line: a block unless there is text beside it. */
const PERHAPS = "?";

/** The <title> that the page itself has. */
export const drawn = { title: "" };

/** An element with its properties; `foreign` where another file says what it draws. */
export function element(name, props, foreign) {
  const raw = props.dangerouslySetInnerHTML?.__html ?? props["set:html"] ?? props["v-html"];
  const inside = raw === undefined ? [props["set:text"] ?? props["v-text"] ?? props.children] : [markup(raw)];
  const looks = `${props.className ?? props.class ?? ""} ${props.style?.whiteSpace ?? ""}`;
  const children = /whitespace-pre|pre-(line|wrap)/.test(looks) ? inside.flat(Infinity).map(broken) : inside;
  const href = [props.href, props.to].find((one) => typeof one === "string");
  if (foreign) return stranger(name, props, children, href);
  const tag = name.toLowerCase();
  if (HIDDEN.has(tag)) return null;
  return new El(BLOCK.has(tag) || INLINE.has(tag) || tag === "title" ? tag : "", tag === "a" ? href : null, children);
}

const broken = (value) =>
  typeof value === "string"
    ? value.split("\n").flatMap((line, at) => (at ? [new El("br", null, []), line] : [line]))
    : value;

/** An element that another file defines: what it is called and given says what can be known of it. */
function stranger(name, props, children, href) {
  if (DRAWS_NO_TEXT.test(name)) return null;
  if (name === "Fragment") return new El("", null, children);
  if (TELLS_OF_PAGE.test(name)) {
    const title = typeof props.title === "string" ? [new El("title", null, [props.title])] : [];
    return new El("", null, [...title, ...children]);
  }
  if (/markdown/i.test(name)) {
    const texts = children.flat(Infinity).flatMap((one) => (typeof one === "string" ? lines(one) : [one]));
    return new El("div", null, texts);
  }
  const called = [props.as, props.component, props.tag, props.variant].find((one) => NAMES_A_TAG.test(one));
  const meant = STANDS_FOR.find(([names]) => names.test(name));
  const own = draw(children.flat(Infinity).map((one) => (typeof one === "function" ? one(NOTHING, NOTHING) : one)));
  if (own.length && href !== undefined && !meant) return new El("a", href, own);
  if (own.length && (called || meant)) return new El(called ?? meant[1] ?? name.toLowerCase(), null, own);
  const given = Object.entries(props).filter(([key]) => key !== "children" && !UNSEEN.test(key));
  const told = given.flatMap(([key, value]) => {
    if (typeof value === "string")
      return TELLS.has(key.toLowerCase()) || /\p{L}\s+\S/u.test(value) ? data(value, key) : [];
    const isDrawn = value instanceof El || (typeof value === "object" && !STANDS_AROUND.test(name));
    return isDrawn ? data(value, key) : [];
  });
  return new El(told.some((one) => one.tag === "h2") ? "section" : PERHAPS, null, [...told, ...own]);
}

/** What a value draws where it stands between tags. */
export function draw(value) {
  if (value instanceof El) {
    if (value.tag !== "title")
      return value.tag ? [new El(value.tag, value.href, draw(value.children))] : draw(value.children);
    drawn.title ||= textOf(draw(value.children)).trim();
    return [];
  }
  if (Array.isArray(value)) return value.flatMap(draw);
  if (typeof value === "string" || typeof value === "number") return value === "" ? [] : [String(value)];
  return isLanguages(value) ? draw(inLanguage(value)) : [];
}

/** Raw HTML. */
const markup = (raw) =>
  typeof raw === "string" ? parseTemplate(raw, "html").map((node) => evaluate(node, new Scope())) : raw;

/** What data draws, in its order: titles as headings, other texts as paragraphs, lists of texts as lists. */
export function data(value, key) {
  if (value === null || value === NOTHING || UNSEEN.test(key)) return [];
  if (value instanceof El) return draw(value);
  if (typeof value === "string")
    return isAddress(value) ? [] : HEADS.test(key) ? [new El("h2", null, [value])] : lines(value);
  if (Array.isArray(value)) {
    const isList = value.length && value.every((one) => typeof one === "string") && !FLOWS.test(key);
    const items = isList ? value.map((one) => new El("li", null, draw(tagged(one)))) : [];
    if (isList) return [new El("ul", null, items)];
    return value.flatMap((one) => data(one, key === "" ? "" : "item"));
  }
  if (typeof value !== "object") return [];
  if (isLanguages(value)) return data(inLanguage(value), key);
  const [label, href] = [value.label ?? value.text ?? value.name, value.href ?? value.url];
  if (typeof label === "string" && typeof href === "string") return [new El("p", null, [new El("a", href, [label])])];
  return Object.entries(value).flatMap(([name, one]) => data(one, name));
}

const isAddress = (text) => !text.trim() || /^(https?:\/\/|\/|#|\.{1,2}\/)\S*$/.test(text);
const tagged = (text) => (/<\/?[a-z][^>]*>/i.test(text) ? markup(text) : text);

/** A text with line breaks as paragraphs; lines of Markdown as headings and lists. */
function lines(text) {
  if (/<\/?(p|ul|ol|li|h[1-6]|br|div|table)\b[^>]*>/i.test(text)) return draw(markup(text));
  const made = [];
  for (const block of text.split(/\n\s*\n/)) {
    let paragraph = null;
    for (const line of block.split("\n").map((one) => one.trim())) {
      const heading = /^(#{1,6})\s+(.*)$/.exec(line);
      const item = /^[-*]\s+(.*)$/.exec(line);
      if (heading) made.push(new El(`h${heading[1].length}`, null, inline(heading[2])));
      else if (item) {
        if (made.at(-1)?.tag !== "ul" || paragraph) made.push(new El("ul", null, []));
        made.at(-1).children.push(new El("li", null, inline(item[1])));
      } else if (line) {
        if (paragraph) paragraph.children.push(new El("br", null, []), ...inline(line));
        else made.push((paragraph = new El("p", null, inline(line))));
        continue;
      }
      paragraph = null;
    }
  }
  return made;
}

/** Bold words and links of Markdown, and tags. */
function inline(text) {
  const parts = text.split(/(\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/);
  return parts.flatMap((part) => {
    const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part);
    if (link) return [new El("a", link[2], [link[1]])];
    if (/^\*\*.+\*\*$/.test(part)) return [new El("strong", null, [part.slice(2, -2)])];
    return draw(tagged(part));
  });
}

const textOf = (nodes) => nodes.map((one) => (one instanceof El ? textOf(one.children) : one)).join(" ");
export const wordsIn = (nodes) => (textOf(nodes).match(/\p{L}+/gu) || []).length;

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function written(node) {
  if (!(node instanceof El)) return escaped(node);
  const { tag, href } = node;
  if (tag === "br" || tag === "hr") return `<${tag}>`;
  const isLine = node.children.some((one) => typeof one === "string" && one.trim());
  const settled = (one) => (isLine && !one.children.some((each) => BLOCK.has(each.tag)) ? "span" : "div");
  const within = node.children
    .map((one) => written(one.tag === PERHAPS ? new El(settled(one), null, one.children) : one))
    .join("");
  if (!EMPTY.has(tag) && !/[^\s<>](?![^<]*>)/.test(within)) return /^\s+$/.test(within) ? within : "";
  const address = tag === "a" && href ? ` href="${escaped(href).replace(/"/g, "&quot;")}"` : "";
  return `<${tag}${address}>${within}</${tag}>`;
}

/** The document; each block on lines of its own. */
export function html(nodes, language, title) {
  const blocks = [...BLOCK].join("|");
  const tags = new RegExp(`\\s*<(/?)(${blocks})>\\s*`, "g");
  const all = written(new El("body", null, nodes)).replace(/^<body>|<\/body>$/g, "");
  const body = all
    .replace(/(<\/(?:span|button|a|label|small|time)>)(?=<(?:span|button|a|label|small|time)\b)/g, "$1 ")
    .replace(/ {2,}/g, " ")
    .replace(tags, (_, ends, tag) => (ends ? `</${tag}>\n` : tag === "br" ? "<br>" : `\n<${tag}>`));
  const head = `<meta charset="utf-8">${title ? `<title>${escaped(title)}</title>` : ""}`;
  const said = body.replace(/\n+/g, "\n").trim();
  return `<!doctype html>\n<html lang="${language}"><head>${head}</head><body>\n${said}\n</body></html>\n`;
}
