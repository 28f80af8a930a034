// Works out what an expression of a page is, as far as the page itself says it. Never runs its code.

import { El, element } from "./html.mjs";

/** What is not known; drawn as nothing, and neither true nor false. */
export const NOTHING = Object.freeze({ toString: () => "" });

/** Names that say which language is shown, and those that ask whether it is one. */
const CODES = new Set(
  "fi sv en se da no nb de fr es et ru ar uk pl fi-fi sv-se sv-fi en-us en-gb en-fi en-se".split(" "),
);
const SAYS_LANGUAGE =
  /^(current|active|selected|user|site|app)?_?(lang|language|locale|lng|kieli|sprak|resolvedlanguage)(code|key)?$/i;
const ASKS_LANGUAGE = {
  fi: /^is_?(fi|finnish|suomi)$/i,
  sv: /^is_?(sv|se|swedish|svenska)$/i,
  en: /^is_?(en|english)$/i,
};
/** The methods that are called as they are, by what they are called on. */
const SAFE = {
  array: new Set(
    `map filter slice join concat flatMap flat find findIndex some every includes indexOf at reduce reverse forEach push
    entries keys values sort`.split(/\s+/),
  ),
  string: new Set(
    `split trim toUpperCase toLowerCase replace replaceAll slice substring startsWith endsWith includes indexOf concat
    padStart padEnd toString charAt at repeat`.split(/\s+/),
  ),
  number: new Set(["toString", "toFixed"]),
};
/** Calls that give back what they are given, or what the function that they are given returns. */
const PASSES_ON = new Set(
  `memo forwardRef observer useCallback $state ref reactive shallowRef freeze defineMessages markRaw readonly cache
  String structuredClone styled`.split(/\s+/),
);
const CALLS_ITS_OWN = /^(useMemo|computed|\$derived)$/;
const DEEPEST = 120;
let language = "en";
let depth = 0;

export const setLanguage = (asked) => (language = asked);
const known = (value) => value !== NOTHING;
const isObject = (value) => value !== null && typeof value === "object" && known(value) && !(value instanceof El);

export const isLanguages = (value) =>
  isObject(value) &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((key) => CODES.has(key.toLowerCase().replace("_", "-")));

/** Of an object that has a value a language, the one asked for; else English, else the first. */
export function inLanguage(value) {
  const keys = Object.keys(value);
  const starts = (code) =>
    keys.find((key) => key.toLowerCase() === code) ?? keys.find((key) => key.toLowerCase().startsWith(code));
  return value[starts(language) ?? (language === "sv" ? starts("se") : undefined) ?? starts("en") ?? keys[0]];
}

export class Scope {
  constructor(outer = null) {
    this.outer = outer;
    this.values = new Map();
  }
  set(name, value) {
    this.values.set(name, value);
  }
  get(name) {
    return this.values.has(name) ? this.values.get(name) : this.outer ? this.outer.get(name) : NOTHING;
  }
}

/** What a name says that is not bound: the language that is asked for, and whether it is this one. */
function named(name) {
  if (SAYS_LANGUAGE.test(name)) return language;
  for (const [code, asks] of Object.entries(ASKS_LANGUAGE)) if (asks.test(name)) return code === language;
  return NOTHING;
}

/** Binds a pattern of parameters or of a declaration. */
function bind(pattern, value, scope) {
  switch (pattern?.type) {
    case "Identifier":
      return scope.set(pattern.name, value);
    case "AssignmentPattern": {
      const given = value !== undefined && (known(value) || pattern.left.type !== "Identifier");
      return bind(pattern.left, given ? value : evaluate(pattern.right, scope), scope);
    }
    case "RestElement":
      return bind(pattern.argument, value, scope);
    case "TSParameterProperty":
      return bind(pattern.parameter, value, scope);
    case "ArrayPattern":
      return pattern.elements.forEach((one, at) => {
        const rest = one?.type === "RestElement";
        bind(one, Array.isArray(value) ? (rest ? value.slice(at) : value[at]) : NOTHING, scope);
      });
    case "ObjectPattern": {
      const taken = new Set();
      for (const one of pattern.properties) {
        if (one.type === "RestElement") {
          const left = isObject(value) ? Object.entries(value).filter(([key]) => !taken.has(key)) : [];
          bind(one.argument, Object.fromEntries(left), scope);
        } else {
          const key = one.computed ? String(evaluate(one.key, scope)) : (one.key.name ?? String(one.key.value));
          taken.add(key);
          bind(one.value, member(value, key), scope);
        }
      }
    }
  }
}

/** What an object has under a key, where that is its own. */
function member(object, key) {
  if (object === NOTHING) return named(key);
  if (object === null || object === undefined) return undefined;
  if (key === "length" && (typeof object === "string" || Array.isArray(object))) return object.length;
  if (object instanceof El || typeof object === "function") return NOTHING;
  if (Object.hasOwn(Object(object), key)) return object[key];
  if (isObject(object) && key === language && isLanguages(object)) return inLanguage(object);
  return undefined;
}

/** A function of the page as one that can be called. */
function closure(node, scope) {
  const made = (...given) => {
    if (depth > DEEPEST) return NOTHING;
    depth += 1;
    try {
      const inner = new Scope(scope);
      (node.params || []).forEach((param, at) =>
        bind(param, param.type === "RestElement" ? given.slice(at) : at < given.length ? given[at] : undefined, inner),
      );
      if (node.body.type !== "BlockStatement") return evaluate(node.body, inner);
      const answer = run(node.body.body, inner, () => null);
      return answer === NO_RETURN ? undefined : answer;
    } finally {
      depth -= 1;
    }
  };
  made.isComponent = true;
  return made;
}

/** What a component draws when it is given these; never throws. */
export function calledWith(component, props) {
  try {
    return component(props);
  } catch {
    return NOTHING;
  }
}

const NO_RETURN = Symbol("no return");

/** Runs statements as far as they can be known; what is returned, or NO_RETURN. */
export function run(statements, scope, resolve) {
  for (const one of statements) {
    const declared = one.type.startsWith("Export") ? one.declaration : one;
    if (declared?.type === "FunctionDeclaration" && declared.id) scope.set(declared.id.name, closure(declared, scope));
    if (declared?.type === "ClassDeclaration" && declared.id) scope.set(declared.id.name, classOf(declared, scope));
    if (one.type === "ImportDeclaration") bindImports(one, scope, resolve);
  }
  let perhaps = NO_RETURN;
  for (const one of statements) {
    const answer = step(one.type.startsWith("Export") ? one.declaration : one, scope, resolve);
    if (answer === NO_RETURN) continue;
    if (answer?.perhaps === undefined) return answer;
    perhaps = answer.perhaps;
  }
  return perhaps;
}

/** One statement. What an `if` returns whose condition is not known is only taken where nothing else is returned. */
function step(node, scope, resolve) {
  switch (node?.type) {
    case "VariableDeclaration":
      for (const one of node.declarations) bind(one.id, one.init ? evaluate(one.init, scope) : NOTHING, scope);
      return NO_RETURN;
    case "ReturnStatement":
      return node.argument ? evaluate(node.argument, scope) : undefined;
    case "BlockStatement":
      return run(node.body, scope, resolve);
    case "IfStatement": {
      const test = evaluate(node.test, scope);
      if (known(test)) return step(test ? node.consequent : node.alternate, scope, resolve);
      const first = step(node.consequent, scope, resolve);
      const answer = first === NO_RETURN || first === null ? step(node.alternate, scope, resolve) : first;
      return answer === NO_RETURN || answer?.perhaps !== undefined ? answer : { perhaps: answer ?? NOTHING };
    }
    case "SwitchStatement": {
      const value = evaluate(node.discriminant, scope);
      const at = node.cases.findIndex((one) => !one.test || evaluate(one.test, scope) === value);
      return at < 0
        ? NO_RETURN
        : run(
            node.cases.slice(at).flatMap((one) => one.consequent),
            scope,
            resolve,
          );
    }
    case "TryStatement":
      return step(node.block, scope, resolve);
    case "LabeledStatement":
      return step(node.body, scope, resolve);
    case "ExpressionStatement": {
      const assigned = node.expression.type === "AssignmentExpression" && node.expression.operator === "=";
      if (assigned && node.expression.left.type === "Identifier")
        bind(node.expression.left, evaluate(node.expression.right, scope), scope);
      return NO_RETURN;
    }
    default:
      return NO_RETURN;
  }
}

function classOf(node, scope) {
  const render = node.body.body.find((one) => one.key?.name === "render");
  return render ? closure(render, scope) : NOTHING;
}

function bindImports(node, scope, resolve) {
  const found = resolve(node.source.value);
  for (const one of node.specifiers) {
    if (!found) continue;
    const key = one.type === "ImportDefaultSpecifier" ? "default" : (one.imported?.name ?? one.imported?.value);
    scope.set(one.local.name, one.type === "ImportNamespaceSpecifier" ? { ...found } : (found[key] ?? NOTHING));
  }
}

/** What a module exports; where it exports nothing, all that it declares. What is not visible is left out. */
export function exportsOf(statements, scope) {
  const given = {};
  for (const one of statements) {
    if (one.type === "ExportDefaultDeclaration") {
      const own = one.declaration;
      const isFunction = own.type === "FunctionDeclaration";
      given.default = isFunction
        ? closure(own, scope)
        : own.type === "ClassDeclaration"
          ? classOf(own, scope)
          : evaluate(own, scope);
    } else if (one.type === "ExportNamedDeclaration" && !one.source) {
      for (const name of namesIn(one.declaration)) given[name] = scope.get(name);
      for (const each of one.specifiers) given[each.exported.name ?? each.exported.value] = scope.get(each.local.name);
    }
  }
  delete given.metadata;
  return Object.keys(given).length ? given : Object.fromEntries(scope.values);
}

const namesIn = (node) =>
  node?.type === "VariableDeclaration"
    ? node.declarations.map((one) => one.id.name).filter(Boolean)
    : node?.id && !/^TS/.test(node.type)
      ? [node.id.name]
      : [];

/** The value of an expression, or of a node of a template; never throws. */
export function evaluate(node, scope) {
  if (!node) return NOTHING;
  try {
    return (HOW[node.type] || (() => NOTHING))(node, scope);
  } catch {
    return NOTHING;
  }
}

const inner = (node, scope) => evaluate(node.expression ?? node.argument, scope);
const filled = (node, scope) =>
  node.quasis
    .map(
      (one, at) => one.value.cooked + (at < node.expressions.length ? said(evaluate(node.expressions[at], scope)) : ""),
    )
    .join("");
const said = (value) => (["string", "number"].includes(typeof value) ? String(value) : "");

const BINARY = {
  "===": (a, b) => a === b,
  "!==": (a, b) => a !== b,
  "==": (a, b) => (a ?? null) === (b ?? null),
  "!=": (a, b) => (a ?? null) !== (b ?? null),
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  in: (a, b) => isObject(b) && Object.hasOwn(b, a),
};

const HOW = {
  StringLiteral: (node) => node.value,
  NumericLiteral: (node) => node.value,
  BooleanLiteral: (node) => node.value,
  RegExpLiteral: (node) => new RegExp(node.pattern, node.flags),
  NullLiteral: () => null,
  TemplateLiteral: filled,
  ArrayExpression: (node, scope) => listed(node.elements, scope),
  ObjectExpression: (node, scope) => {
    const made = {};
    for (const one of node.properties) {
      if (one.type === "SpreadElement") {
        const more = evaluate(one.argument, scope);
        if (isObject(more)) Object.assign(made, more);
      } else {
        const key = one.computed ? said(evaluate(one.key, scope)) : (one.key.name ?? String(one.key.value));
        made[key] = one.type === "ObjectMethod" ? closure(one, scope) : evaluate(one.value, scope);
      }
    }
    return made;
  },
  Identifier: (node, scope) => {
    if (node.name === "undefined") return undefined;
    const value = scope.get(node.name);
    return known(value) ? value : named(node.name);
  },
  MemberExpression: (node, scope) => {
    const object = evaluate(node.object, scope);
    const key = node.computed ? evaluate(node.property, scope) : node.property.name;
    if (!known(key)) return isLanguages(object) ? inLanguage(object) : NOTHING;
    const value = member(object, key);
    const foreign = value === undefined && node.computed && key === language && isObject(object);
    return foreign && Object.values(object).every(isObject) ? inLanguage(object) : value;
  },
  CallExpression: call,
  ArrowFunctionExpression: closure,
  FunctionExpression: closure,
  FunctionDeclaration: closure,
  ConditionalExpression: (node, scope) => {
    const test = evaluate(node.test, scope);
    if (known(test)) return evaluate(test ? node.consequent : node.alternate, scope);
    const both = [evaluate(node.consequent, scope), evaluate(node.alternate, scope)];
    return both.find((one) => one instanceof El) ?? both.find((one) => known(one) && one) ?? NOTHING;
  },
  LogicalExpression: (node, scope) => {
    const left = evaluate(node.left, scope);
    if (!known(left)) return evaluate(node.right, scope);
    const missing = left === null || left === undefined;
    const stays = { "&&": !left, "||": left, "??": !missing }[node.operator];
    return stays ? left : evaluate(node.right, scope);
  },
  BinaryExpression: (node, scope) => {
    const [a, b] = [evaluate(node.left, scope), evaluate(node.right, scope)];
    if (node.operator === "+" && (typeof a === "string" || typeof b === "string")) return said(a) + said(b);
    if (!known(a) || !known(b)) return NOTHING;
    return node.operator === "+" ? a + b : (BINARY[node.operator]?.(a, b) ?? NOTHING);
  },
  UnaryExpression: (node, scope) => {
    const value = evaluate(node.argument, scope);
    if (!known(value)) return NOTHING;
    return { "!": !value, "-": -value, "+": +value, typeof: typeof value, void: undefined }[node.operator];
  },
  SequenceExpression: (node, scope) => evaluate(node.expressions.at(-1), scope),
  TaggedTemplateExpression: (node, scope) => {
    const tag = styledTag(node.tag, scope);
    if (!tag) return filled(node.quasi, scope);
    if (typeof tag === "function") return tag;
    return (props) => element(typeof tag === "string" ? tag : "div", props, false);
  },
  JSXExpressionContainer: inner,
  JSXFragment: (node, scope) =>
    new El(
      "",
      null,
      node.children.map((one) => evaluate(one, scope)),
    ),
  JSXText: (node) => (node.collapse ? node.value.replace(/[ \t\n\f]+/g, " ") : linesOf(node.value)),
  JSXElement: drawnElement,
  Each: (node, scope) => {
    const list = evaluate(node.list, scope);
    const all = typeof list === "number" ? Array.from({ length: list }, (_, at) => at + 1) : list;
    const each = Array.isArray(all) ? all : isObject(all) ? Object.values(all) : [];
    return each.map((one, at) => {
      const within = new Scope(scope);
      [one, at].forEach((value, which) => bind(node.params[which], value, within));
      return node.children.map((child) => evaluate(child, within));
    });
  },
  If: (node, scope) => {
    const taken = node.branches.find(
      (one) => !one.test || !known(evaluate(one.test, scope)) || evaluate(one.test, scope),
    );
    return taken ? taken.children.map((child) => evaluate(child, scope)) : null;
  },
};
HOW.OptionalMemberExpression = HOW.MemberExpression;
HOW.OptionalCallExpression = call;
for (const type of ["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression", "TSTypeAssertion"])
  HOW[type] = inner;
for (const type of ["ParenthesizedExpression", "AwaitExpression", "TypeCastExpression", "JSXSpreadChild"])
  HOW[type] = inner;

/** The text between tags as JSX has it: a line's ends are trimmed, and lines are joined with a blank. */
function linesOf(value) {
  const lines = value.split("\n").map((line) => line.replace(/\t/g, " "));
  const cut = lines.map((line, at) => {
    const left = at ? line.replace(/^ +/, "") : line;
    return at < lines.length - 1 ? left.replace(/ +$/, "") : left;
  });
  return cut.filter((line, at) => line || (lines.length === 1 && at === 0)).join(" ");
}

function listed(nodes, scope) {
  return nodes.flatMap((one) => {
    if (one?.type !== "SpreadElement") return [evaluate(one, scope)];
    const more = evaluate(one.argument, scope);
    return Array.isArray(more) ? more : [];
  });
}

function styledTag(node, scope) {
  if (node.type === "CallExpression")
    return styledTag(node.callee, scope) || (node.callee.name === "styled" && evaluate(node.arguments[0], scope));
  if (node.type === "MemberExpression")
    return node.object.name === "styled" ? node.property.name : styledTag(node.object, scope);
  return null;
}

function call(node, scope) {
  const { callee } = node;
  const isMember = /MemberExpression$/.test(callee.type);
  const object = isMember ? evaluate(callee.object, scope) : null;
  const name = isMember ? callee.property.name : callee.name;
  const own = isMember
    ? isObject(object) && !Array.isArray(object)
      ? member(object, name)
      : null
    : evaluate(callee, scope);
  const given = listed(node.arguments, scope);
  if (typeof own === "function") return own(...given);
  if (isMember && callee.object.name === "Object" && ["keys", "values", "entries", "fromEntries"].includes(name)) {
    return isObject(given[0]) ? Object[name](given[0]) : NOTHING;
  }
  if (isMember && callee.object.name === "Array" && name === "from" && isObject(given[0])) return Array.from(...given);
  if (isMember && callee.object.name === "Array" && name === "isArray")
    return known(given[0]) ? Array.isArray(given[0]) : NOTHING;
  const kind = Array.isArray(object) ? "array" : typeof object;
  if (isMember && SAFE[kind]?.has(name) && given.every(known)) {
    const made = object[name](...given);
    return kind === "array" && ["entries", "keys", "values"].includes(name) ? [...made] : made;
  }
  if (name === "useState" && isObject(given[0])) return [given[0], NOTHING];
  if (PASSES_ON.has(name)) return given[0] ?? NOTHING;
  if (CALLS_ITS_OWN.test(name)) return typeof given[0] === "function" ? given[0]() : (given[0] ?? NOTHING);
  if (typeof given[0] === "function" && given[0].isComponent && !isMember && /^with[A-Z]/.test(name || ""))
    return given[0];
  const texts = given.filter((one) => typeof one === "string" && /\S\s+\S/.test(one));
  return given.find(isLanguages) ? inLanguage(given.find(isLanguages)) : (texts[0] ?? NOTHING);
}

function drawnElement(node, scope) {
  const opening = node.openingElement;
  const props = {};
  for (const one of opening.attributes) {
    if (one.type === "JSXSpreadAttribute") {
      const more = evaluate(one.argument, scope);
      if (isObject(more)) Object.assign(props, more);
      continue;
    }
    const name = one.name.namespace ? `${one.name.namespace.name}:${one.name.name.name}` : one.name.name;
    props[name] = one.value ? evaluate(one.value, scope) : true;
  }
  const children = node.children.map((child) => evaluate(child, scope));
  if (children.some((child) => child !== "")) props.children = children;
  const { type, name } = opening.name;
  if (type === "JSXMemberExpression") {
    const within = evaluateName(opening.name, scope);
    return typeof within === "function"
      ? within(props)
      : element(opening.name.property.name, props, opening.name.object.name !== "motion");
  }
  const own = /^[A-Z]/.test(name || "") ? scope.get(name) : null;
  if (typeof own === "function") {
    const made = own(props);
    return known(made) ? made : element(name, props, true);
  }
  if (typeof own === "string") return element(own, props, false);
  return element(name || "", props, /^[A-Z]/.test(name || ""));
}

const evaluateName = (node, scope) =>
  node.type === "JSXMemberExpression"
    ? member(evaluateName(node.object, scope), node.property.name)
    : scope.get(node.name);
