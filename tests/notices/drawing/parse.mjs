// Parses code with Babel, and the templates of .astro, .svelte, .vue and raw HTML into the same tree as JSX.

import { createRequire } from "node:module";

// The parser lies where this is started, not beside it: make installs it outside of the sources.
const { parse, parseExpression } = createRequire(`${process.cwd()}/`)("@babel/parser");

const VOID = new Set(["br", "hr", "img", "input", "meta", "link", "wbr", "source", "col", "area", "embed", "base"]);
const LOOSE = { errorRecovery: true, allowReturnOutsideFunction: true, sourceType: "module" };

/** The program of a file; one without statements where nothing makes sense of it. */
export function parseModule(code, kind) {
  const markup = kind === ".tsx" || kind === ".jsx" || kind === ".js" || kind === ".mjs";
  const plugins = [["typescript"], ["typescript", "jsx"], ["flow", "jsx"]];
  for (const some of markup ? plugins.slice(1).concat([plugins[0]]) : plugins) {
    try {
      return parse(code, { ...LOOSE, plugins: some }).program;
    } catch {
      continue;
    }
  }
  return { type: "Program", body: [] };
}

/** One expression; null where it is none. */
const asExpression = (code) => {
  try {
    return parseExpression(code, { plugins: ["typescript", "jsx"] });
  } catch {
    return null;
  }
};

/** What stands in braces from a place on, and the place behind them; the first closing brace that makes sense of it. */
function bracedAt(text, start, closing) {
  for (let end = text.indexOf(closing, start); end >= 0; end = text.indexOf(closing, end + 1)) {
    const inner = text.slice(start, end);
    const open = inner.split("{").length - inner.split("}").length;
    if (open) continue;
    if (/^\s*(\/\*[\s\S]*\*\/|\/\/.*)?\s*$/.test(inner)) return { expression: null, end: end + closing.length };
    const spread = /^\s*\.\.\./.test(inner);
    const expression = asExpression(spread ? inner.replace("...", "") : inner);
    if (expression) return { expression, spread, end: end + closing.length };
  }
  return null;
}

const decoded = (text) =>
  text.replace(/&#?\w+;/g, (entity) => asExpression(`<a>${entity}</a>`)?.children[0]?.value ?? entity);

/** A template as a list of JSX nodes, `Each` and `If`. `kind` is astro, svelte, vue or html. */
export function parseTemplate(source, kind) {
  let text = source.replace(/<!--[\s\S]*?-->/g, "").replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "");
  text = text.replace(/<!doctype[^>]*>/gi, "").replace(/<(script|style)\b[^>]*\/>/gi, "");
  if (kind === "astro") {
    text = text.replace(/<(br|hr|img|input|meta|link|wbr)\b((?:"[^"]*"|'[^']*'|[^>"'])*?)\s*\/?>/g, "<$1$2 />");
  }
  const opening = { astro: "{", svelte: "{", vue: "{{" }[kind];
  const closing = kind === "vue" ? "}}" : "}";
  const root = { name: null, children: [] };
  const stack = [root];
  let at = 0;
  const put = (node) => stack.at(-1).children.push(node);
  const say = (value) => value && put({ type: "JSXText", value: decoded(value), collapse: true });
  const close = (name) => {
    const depth = stack.findLastIndex((one) => one.name === name);
    if (depth > 0) stack.length = depth;
  };
  while (at < text.length) {
    const rest = text.slice(at, at + 400);
    const tag = /^<([A-Za-z][\w.:-]*|(?=>))/.exec(rest);
    const ended = /^<\/\s*([\w.:-]*)\s*>/.exec(rest);
    const block = kind === "svelte" && /^\{\s*([#:/@])\s*([\w ]+?)(?=[\s}])/.exec(rest);
    if (ended) {
      close(ended[1]);
      at += ended[0].length;
    } else if (tag) {
      const { attributes, end, selfClosing } = attributesAt(text, at + tag[0].length, kind);
      const node = element(tag[1], attributes);
      put(kind === "vue" ? directed(node, stack.at(-1).children) : node);
      if (!selfClosing && !VOID.has(tag[1])) stack.push({ name: tag[1], children: node.children });
      at = end;
    } else if (block) {
      at = blockAt(text, at, block, stack, put, close);
    } else if (opening && text.startsWith(opening, at)) {
      const braced = bracedAt(text, at + opening.length, closing);
      if (braced?.expression) put({ type: "JSXExpressionContainer", expression: braced.expression });
      at = braced ? braced.end : at + opening.length;
    } else {
      const next = text.slice(at + 1).search(opening ? (kind === "vue" ? /<|\{\{/ : /[<{]/) : /</);
      const end = next < 0 ? text.length : at + 1 + next;
      say(text.slice(at, end));
      at = end;
    }
  }
  return root.children;
}

const element = (name, attributes) => ({
  type: "JSXElement",
  openingElement: { name: nameOf(name), attributes },
  children: [],
});

function nameOf(name) {
  const parts = name.split(".");
  if (parts.length === 1) return { type: "JSXIdentifier", name };
  return parts.reduce((object, part) => {
    const property = { type: "JSXIdentifier", name: part };
    return object ? { type: "JSXMemberExpression", object, property } : property;
  }, null);
}

function attributesAt(text, from, kind) {
  const attributes = [];
  let at = from;
  const put = (name, value) => attributes.push({ type: "JSXAttribute", name: { name }, value });
  while (at < text.length) {
    const gap = /^[\s]+/.exec(text.slice(at, at + 2000));
    if (gap) at += gap[0].length;
    if (text[at] === ">") return { attributes, end: at + 1, selfClosing: false };
    if (text.startsWith("/>", at)) return { attributes, end: at + 2, selfClosing: true };
    if (text[at] === "{") {
      const braced = bracedAt(text, at + 1, "}");
      if (braced?.spread) attributes.push({ type: "JSXSpreadAttribute", argument: braced.expression });
      else if (braced?.expression?.name) put(braced.expression.name, container(braced.expression));
      at = braced ? braced.end : at + 1;
      continue;
    }
    const name = /^[^\s=>/{]+/.exec(text.slice(at, at + 400))?.[0];
    if (!name) {
      at += 1;
      continue;
    }
    at += name.length;
    const equals = /^\s*=\s*/.exec(text.slice(at, at + 200));
    if (!equals) {
      put(name, null);
      continue;
    }
    at += equals[0].length;
    const quote = text[at];
    if (quote === '"' || quote === "'" || quote === "`") {
      const end = text.indexOf(quote, at + 1);
      if (end < 0) return { attributes, end: text.length, selfClosing: true };
      put(name, valueOf(name, text.slice(at + 1, end), quote, kind));
      at = end + 1;
    } else if (quote === "{") {
      const braced = bracedAt(text, at + 1, "}");
      if (braced?.expression) put(name, container(braced.expression));
      at = braced ? braced.end : at + 1;
    } else {
      const bare = /^[^\s>]*/.exec(text.slice(at, at + 2000))[0];
      put(name, { type: "StringLiteral", value: decoded(bare) });
      at += bare.length || 1;
    }
  }
  return { attributes, end: text.length, selfClosing: true };
}

const container = (expression) => ({ type: "JSXExpressionContainer", expression });

function valueOf(name, raw, quote, kind) {
  const bound = kind === "vue" && /^(:|v-)/.test(name);
  if (bound && name !== "v-for") return container(asExpression(raw) || { type: "StringLiteral", value: "" });
  const parts = kind === "svelte" || quote === "`" ? raw.replace(/\$?\{/g, "${") : "";
  const template = parts.includes("${") ? asExpression("`" + parts + "`") : null;
  return template ? container(template) : { type: "StringLiteral", value: decoded(raw) };
}

/** An element of Vue with what its v-for, v-if, v-else, v-html and v-text say. */
function directed(node, before) {
  const given = node.openingElement.attributes;
  const of = (name) => given.find((one) => one.name?.name === name);
  for (const one of given) if (one.name?.name.startsWith(":")) one.name.name = one.name.name.slice(1);
  let made = node;
  const loop = of("v-for") && /^\s*\(?([^)]*?)\)?\s+(?:in|of)\s+([\s\S]+)$/.exec(of("v-for").value?.value || "");
  if (loop) made = each(loop[2], loop[1], [node]);
  const only = of("v-if")?.value?.expression;
  if (only) made = { type: "If", branches: [{ test: only, children: [made] }] };
  const rather = of("v-else-if") || of("v-else");
  const last = before.findLast((one) => one.type !== "JSXText" || one.value.trim());
  if (rather && last?.type === "If") {
    last.branches.push({ test: rather.value?.expression || null, children: [made] });
    return { type: "JSXText", value: "" };
  }
  return made;
}

const each = (list, params, children) => ({
  type: "Each",
  list: asExpression(list),
  params: asExpression(`(${params}) => 0`)?.params || [],
  children,
});

/** One `{#each}`, `{:else}`, `{/if}` or `{@html}` of Svelte; the place behind it. */
function blockAt(text, at, block, stack, put, close) {
  const [opened, sign, word] = [block[0], block[1], block[2].split(" ")[0]];
  const from = at + opened.length;
  let end = text.indexOf("}", from);
  if (end < 0) return text.length;
  let inner = text.slice(at, end).replace(/^\{\s*[#:/@]\s*/, "");
  const complete = () => inner.split("{").length === inner.split("}").length;
  while (!complete() && text.indexOf("}", end + 1) > 0) {
    end = text.indexOf("}", end + 1);
    inner = text.slice(at, end).replace(/^\{\s*[#:/@]\s*/, "");
  }
  const said = inner.replace(/^(else\s+if|\w+)\s*/, "");
  if (sign === "#") {
    const loop = word === "each" && /^([\s\S]+?)\s+as\s+([\s\S]+?)(?:\s*\([^()]*\))?$/.exec(said);
    const children = [];
    if (loop) put(each(loop[1], loop[2], children));
    else put({ type: "If", branches: [{ test: word === "if" ? asExpression(said) : null, children }] });
    stack.push({ name: `#${word}`, children });
  } else if (sign === ":") {
    const depth = stack.findLastIndex((one) => one.name?.startsWith("#"));
    if (depth > 0) {
      stack.length = depth + 1;
      const children = (stack[depth] = { name: stack[depth].name, children: [] }).children;
      const owner = stack[depth - 1].children.at(-1);
      const isIf = /^else\s+if\b/.test(inner);
      owner.branches?.push({ test: isIf ? asExpression(said) : null, children });
    }
  } else if (sign === "/") {
    close(`#${word}`);
  } else if (word === "html") {
    const attribute = { type: "JSXAttribute", name: { name: "set:html" }, value: container(asExpression(said)) };
    put(element("Fragment", [attribute]));
  }
  return end + 1;
}
