// Sends the files that are chosen, one after the other, and shows what became of each.
"use strict";

const PIECE = 1 << 20; // bytes that are read at once
const TRIES = 4;
const PAUSE = 1000; // milliseconds between two questions
const texts = JSON.parse(document.getElementById("texts").textContent);
const at = (id) => document.getElementById(id);
const pause = () => new Promise((done) => setTimeout(done, PAUSE));
const kept = `caseorg ${location.pathname}`;
const rows = new Map(); // number of a file → its row
const waiting = [];
let key = "", busy = false, over = false, total = 0;

// The answer in JSON; `why` says what is wrong, "lost" that nobody answers.
async function ask(path, asked) {
  const headers = { "X-Key": key };
  const request = asked ? { method: "POST", headers, body: JSON.stringify(asked) } : { headers };
  try {
    const answer = await fetch(path, { ...request, cache: "no-store" });
    return await answer.json();
  } catch {
    return { why: "lost" };
  }
}

async function begin() {
  if (/iPhone|iPad/.test(navigator.userAgent)) at("iphone").open = true;
  const known = sessionStorage.getItem(kept); // the page was loaded again
  let greeting = known ? JSON.parse(known) : await ask("hello", {});
  while (greeting.why === "lost") {
    tell("lost");
    await pause();
    greeting = await ask("hello", {});
  }
  if (greeting.why) return tell(greeting.why === "taken" ? "taken" : "ended");
  sessionStorage.setItem(kept, JSON.stringify(greeting));
  key = greeting.key;
  at("code").textContent = greeting.code;
  while (!over) {
    show(await ask("state"));
    await pause();
  }
}

function show(state) {
  if (state.why) {
    over = state.why !== "lost";
    return tell(over && state.why !== "taken" ? "ended" : state.why);
  }
  at("over").hidden = true;
  at("ask").hidden = state.trust !== "asked";
  at("send").hidden = state.trust !== "trusted";
  for (const [number, outcome] of Object.entries(state.outcomes)) {
    const row = rows.get(Number(number));
    if (row) mark(row, outcome.state, [texts[outcome.state], outcome.label].filter(Boolean).join(" "));
  }
}

function tell(what) {
  for (const id of ["ask", "send"]) at(id).hidden = what !== "lost" || at(id).hidden;
  at("over-title").textContent = texts[`${what}_title`];
  at("over-text").textContent = texts[what];
  at("over").hidden = false;
}

at("files").addEventListener("change", (event) => {
  for (const file of event.target.files) waiting.push({ file, row: listed(file) });
  event.target.value = "";
  count();
  if (!busy) sendAll();
});

async function sendAll() {
  busy = true;
  while (waiting.length) {
    const { file, row } = waiting.shift();
    await send(file, row);
    count();
  }
  busy = false;
}

async function send(file, row) {
  mark(row, "busy", texts.hashing);
  let sha256;
  try {
    sha256 = await digest(file, row);
  } catch {
    return mark(row, "broken", texts.unreadable);
  }
  const offer = { name: file.name, size: file.size, sha256, modified: file.lastModified / 1000, left: waiting.length };
  for (let again = 0; again < TRIES; again++) {
    if (again) {
      mark(row, "again", texts.again);
      await pause();
    }
    const made = await ask("offer", offer);
    if (made.why && made.why !== "lost") return mark(row, "broken", texts[made.why] || texts.failed);
    if (made.why) continue;
    rows.set(made.number, row);
    const answer = await put(`file/${made.number}`, file, row);
    if (answer.sha256 === sha256) return row.className === "busy" ? mark(row, "arrived", texts.arrived) : null;
    if (answer.why === "ended") break;
  }
  mark(row, "broken", texts.broken);
}

async function digest(file, row) {
  const sum = new Sha256();
  for (let place = 0; place < file.size; place += PIECE) {
    // By way of a Response: older iPhones know no arrayBuffer of a file.
    sum.update(new Uint8Array(await new Response(file.slice(place, place + PIECE)).arrayBuffer()));
    advance(row, 0);
  }
  return sum.digest();
}

// The file itself is the body: the browser streams it from where it is.
function put(path, file, row) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("PUT", path);
    request.setRequestHeader("X-Key", key);
    request.upload.onprogress = (event) => advance(row, event.loaded / file.size);
    request.onload = () => {
      try {
        done(JSON.parse(request.responseText));
      } catch {
        done({ why: "failed" });
      }
    };
    request.onerror = request.onabort = () => done({ why: "lost" });
    mark(row, "busy", texts.sending);
    request.send(file);
  });
}

function listed(file) {
  total++;
  const row = document.createElement("li");
  for (const [kind, text] of [["name", file.name], ["size", size(file.size)], ["state", texts.waiting]]) {
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = text;
    row.append(part);
  }
  at("list").prepend(row);
  return row;
}

function mark(row, state, text) {
  row.className = state;
  row.querySelector(".state").textContent = text;
  const bar = row.querySelector("progress");
  if (bar && state !== "busy") bar.remove();
  count();
}

function advance(row, part) {
  let bar = row.querySelector("progress");
  if (!bar) {
    bar = document.createElement("progress");
    row.append(bar);
  }
  bar.value = part;
}

function count() {
  const bad = document.querySelectorAll("#list .broken").length;
  const done = document.querySelectorAll("#list .arrived, #list .added, #list .duplicate, #list .rejected").length;
  const text = bad ? texts.summary_bad : texts.summary;
  at("count").textContent = total ? text.replace("{total}", total).replace("{done}", done).replace("{bad}", bad) : "";
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

begin();
