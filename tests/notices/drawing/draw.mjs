// Draws a page that stands as code as the plain HTML that a visitor gets. Its one argument is JSON: the paths of its
// files (`pages`), the `language` ("" for the one that the page is in) and the keys of data to draw alone (`parts`).
//
// Nothing of the page is run. What it renders is worked out from its own text, and from that of the files named behind
// it, so that the same files give the same bytes. What cannot be known is NOTHING: it is drawn as nothing, and where a
// condition is not known, what stands behind it is drawn.

import { readFileSync } from "node:fs";
import { basename, dirname, extname } from "node:path";
import { NOTHING, Scope, calledWith, evaluate, exportsOf, run, setLanguage } from "./evaluate.mjs";
import { El, data, draw, drawn, html, wordsIn } from "./html.mjs";
import { parseModule, parseTemplate } from "./parse.mjs";

const TONGUES = {
  fi: /(?<!\p{L})(ja|tai|sekä|että|tietoja|henkilötietoja)(?!\p{L})/giu,
  sv: /(?<!\p{L})(och|att|för|är|dina|uppgifter|personuppgifter)(?!\p{L})/giu,
  en: /(?<!\p{L})(and|the|your|information|we)(?!\p{L})/giu,
};
/** The share of the words of the language with most of them that makes a page one of several languages. */
const TOLD_ENOUGH = 0.3;

const asked = JSON.parse(process.argv[2]);
const sources = asked.pages.map((path) => ({ path, text: readFileSync(path, "utf8").replace(/\r\n?/g, "\n") }));
const language = asked.language || tongueOf(sources.map((source) => source.text).join("\n"));
setLanguage(language);
const modules = new Map();
for (const source of sources) {
  const name = basename(source.path, extname(source.path));
  for (const one of [name === "index" ? basename(dirname(source.path)) : name, basename(source.path)])
    modules.set(one, source);
}
const title = { text: "" };
const body = sources.flatMap((source, index) => (index && source.imported ? [] : pageOf(source)));
process.stdout.write(html(body, language, title.text));

/** The language of a text: where it has several, Finnish before Swedish, and that before English. */
function tongueOf(text) {
  const told = Object.entries(TONGUES).map(([tongue, words]) => [tongue, (text.match(words) || []).length]);
  const most = Math.max(...told.map(([, many]) => many));
  return told.find(([, many]) => many && many >= TOLD_ENOUGH * most)?.[0] || "en";
}

/** What a file draws, and its title with it. */
function pageOf(source) {
  const scope = loaded(source);
  let nodes;
  if (asked.parts?.length)
    nodes = asked.parts.flatMap((part) => data(partOf(scope.exports, part), part.split(".").pop()));
  else if (source.template) nodes = draw(source.template.map((node) => evaluate(node, scope)));
  else if (source.hasMarkup) nodes = componentOf(scope);
  else nodes = data(scope.exports, "");
  title.text ||= drawn.title || titleOf(scope);
  return nodes;
}

/** The scope of a file after its own statements; a file is loaded once. */
function loaded(source) {
  if (source.scope) return source.scope;
  const scope = (source.scope = new Scope());
  const resolve = (from) => {
    const found = modules.get(from.split("/").pop()) || modules.get(basename(from, extname(from)));
    if (!found || found === source) return null;
    found.imported = true;
    return loaded(found).exports;
  };
  const kind = extname(source.path);
  let code = kind === ".json" ? `export default ${source.text}` : source.text;
  if (kind === ".astro") {
    const parts = /^\s*---\n([\s\S]*?)\n---[ \t]*(?:\n|$)([\s\S]*)$/.exec(code);
    code = parts ? parts[1] : "";
    source.template = parseTemplate(parts ? parts[2] : source.text, "astro");
  } else if (kind === ".svelte" || kind === ".vue") {
    const vue = kind === ".vue";
    code = [...source.text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join("\n");
    const template = vue
      ? (/<template\b[^>]*>([\s\S]*)<\/template>/.exec(source.text)?.[1] ?? source.text)
      : source.text;
    source.template = parseTemplate(template, vue ? "vue" : "svelte");
  }
  const program = parseModule(code, kind);
  const isLost = code.trim() && !program.body.length && !source.template;
  if (isLost) source.template = parseTemplate(code.slice(code.search(/<[A-Za-z>]/)), "astro");
  source.hasMarkup = /"type":"JSX(Element|Fragment)"/.test(JSON.stringify(program));
  run(program.body, scope, resolve);
  scope.exports = exportsOf(program.body, scope);
  if (kind === ".vue") bindOptions(scope);
  return scope;
}

/** What `export default { data() {...}, setup() {...} }` gives to the template of a .vue file. */
function bindOptions(scope) {
  const options = scope.exports.default;
  for (const name of ["data", "setup"]) {
    const given = typeof options?.[name] === "function" ? options[name](NOTHING) : null;
    for (const [key, value] of Object.entries(given && given !== NOTHING ? given : {})) scope.set(key, value);
  }
}

/** The default component, or the one of the file that draws most words. */
function componentOf(scope) {
  const chosen = scope.exports.default;
  const nodes = draw(typeof chosen === "function" ? calledWith(chosen, NOTHING) : chosen instanceof El ? chosen : null);
  if (wordsIn(nodes)) return nodes;
  const others = [...scope.values.values()].filter((value) => typeof value === "function" && value.isComponent);
  return others.map((one) => draw(calledWith(one, NOTHING))).reduce((a, b) => (wordsIn(b) > wordsIn(a) ? b : a), nodes);
}

function titleOf(scope) {
  const told = scope.get("metadata");
  const given = told?.title?.absolute || told?.title?.default || told?.title;
  return typeof given === "string" ? given : "";
}

/** The value of a key, the one nearest to the top; `a.b` is b within a. */
function partOf(value, path) {
  return path.split(".").reduce((within, key) => {
    for (let level = [within]; level.length;) {
      const at = level.find((one) => Object.hasOwn(one, key));
      if (at) return at[key];
      level = level.flatMap((one) => Object.values(one)).filter((one) => one && typeof one === "object");
    }
    return null;
  }, value);
}
