"use strict";
// Checks a dossier in a browser without a network: signature, chain, seal and the files that are chosen.
const [SIGNATURE, CHAIN, SEAL, LETTERS, CHOOSE, SIGNED, CHANGED, WHOLE, BROKEN, SEALED, UNSEALED, OTHER_SEAL, SAME, OTHER, MISSING, UNREADABLE, BOTH, PAGES, AS_SIGNED, NOT_AS_SIGNED] = SAID;
const results = document.getElementById("results");

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const hex = (buffer) => [...new Uint8Array(buffer)].map((one) => one.toString(16).padStart(2, "0")).join("");
const sha256 = async (data) => hex(await crypto.subtle.digest("SHA-256", data));
const ofParts = (parts) => sha256(new TextEncoder().encode(JSON.stringify(parts)));

function tell(title, good, text) {
  const row = document.createElement("li");
  row.className = good === null ? "open" : good ? "good" : "bad";
  const head = document.createElement("strong");
  head.textContent = `${good === null ? "?" : good ? "✓" : "✗"} ${title}`;
  const said = document.createElement("span");
  said.textContent = text;
  row.append(head, " ", said);
  results.append(row);
}

async function isSigned(signed, statement) {
  const key = await crypto.subtle.importKey(
    "spki", bytesOf(signed.public_key), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytesOf(signed.signature), statement);
}

async function brokenAt(facts) {
  let previous = "0".repeat(64);
  for (const [place, one] of facts.events.entries()) {
    const parts = [one.chain, one.number, one.kind, one.at, one.actor, one.body_digest, one.previous];
    if (one.number !== place + 1 || one.previous !== previous || (await ofParts(parts)) !== one.digest) return place + 1;
    previous = one.digest;
  }
  const last = facts.events.at(-1);
  return last && last.number === facts.chain.number && last.digest === facts.chain.digest ? 0 : facts.events.length;
}

async function isSealed(facts) {
  const { controller, number, at, heads, previous, digest } = facts.seal;
  if ((await ofParts([controller, number, at, heads, previous])) !== digest) return false;
  const mine = heads.filter(([chain]) => chain === facts.chain.name);
  return mine.length > 0 && mine.every(([, place, head]) => facts.events[place - 1]?.digest === head);
}

async function check(files) {
  results.replaceChildren();
  const found = new Map();
  for (const file of files) found.set(file.name, await file.arrayBuffer());
  const statement = found.get("dossier.json"), signature = found.get("signature.json");
  if (!statement || !signature) { tell(CHOOSE, null, BOTH); return; }
  let facts, signed;
  try {
    facts = JSON.parse(new TextDecoder().decode(statement));
    signed = JSON.parse(new TextDecoder().decode(signature));
  } catch (fault) { tell(UNREADABLE, false, String(fault)); return; }
  let good = false;
  try { good = await isSigned(signed, statement); } catch (fault) { good = false; }
  tell(SIGNATURE, good, good ? `${SIGNED} ${await sha256(bytesOf(signed.public_key))}` : CHANGED);
  const broken = await brokenAt(facts);
  tell(CHAIN, broken === 0, broken === 0 ? WHOLE : `${BROKEN} ${broken}`);
  if (facts.seal === null) tell(SEAL, null, UNSEALED);
  else { const held = await isSealed(facts); tell(SEAL, held, held ? `${SEALED} ${facts.seal.number}` : OTHER_SEAL); }
  const sent = new Map(facts.letters.map((one) => [one.digest, one]));
  const listed = new Map(Object.entries(facts.files).map(([path, digest]) => [path.split("/").at(-1), { path, digest }]));
  for (const [name, data] of found) {
    if (name === "dossier.json" || name === "signature.json") continue;
    const digest = await sha256(data), entry = listed.get(name);
    const isLetter = entry ? entry.path.startsWith("letters/") : sent.has(digest);
    const same = entry ? entry.digest === digest && (!isLetter || sent.has(digest)) : isLetter;
    if (isLetter) tell(LETTERS, same, `${same ? SAME : OTHER} ${name}`);
    else tell(PAGES, same, `${same ? AS_SIGNED : NOT_AS_SIGNED} ${name}`);
    listed.delete(name);
    sent.delete(digest);
  }
  for (const { path } of listed.values()) if (path === "index.html") tell(PAGES, null, `${MISSING} ${path}`);
  for (const one of sent.values()) if (one.released_at) tell(LETTERS, null, `${MISSING} ${one.kind}, ${one.digest}`);
}

document.getElementById("files").addEventListener("change", (event) => {
  check(event.target.files).catch((fault) => tell(UNREADABLE, false, String(fault)));
});
