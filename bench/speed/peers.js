// What iopfit is compared with in Node: by hand, json-rules-engine, GoRules Zen and DuckDB.
//
//   node peers.js hand|json-rules-engine|zen RULES FILE.ndjson
//   node peers.js duckdb RULES.sql FILE THREADS
//
// Prints the recommendation of each record, one a line. RULES is made by rules.py.
"use strict";
const fs = require("fs");
const path = require("path");

// Lines in blocks of 1 MB: much faster than `readline`.
function* lines(file) {
  const descriptor = fs.openSync(file, "r");
  const block = Buffer.allocUnsafe(1 << 20);
  let rest = "";
  for (;;) {
    const length = fs.readSync(descriptor, block, 0, block.length, null);
    if (length === 0) break;
    const parts = (rest + block.latin1Slice(0, length)).split("\n");
    rest = parts.pop();
    yield* parts;
  }
  if (rest !== "") yield rest;
}

let held = [];
function put(word) {
  held.push(word);
  if (held.length === 10000) flush();
}
function flush() {
  if (held.length > 0) fs.writeSync(1, held.join("\n") + "\n");
  held = [];
}

function hand(rules, file) {
  const decide = require(path.resolve(rules));
  for (const line of lines(file)) put(decide(JSON.parse(line)));
}

async function jsonRulesEngine(rules, file) {
  const { Engine } = require("json-rules-engine");
  const content = JSON.parse(fs.readFileSync(rules, "utf8"));
  const engine = new Engine(content.rules);
  engine.addOperator("size:lessThan", (a, b) => a.length < b);
  engine.addOperator("size:lessThanInclusive", (a, b) => a.length <= b);
  engine.addOperator("size:greaterThan", (a, b) => a.length > b);
  engine.addOperator("size:greaterThanInclusive", (a, b) => a.length >= b);
  engine.addOperator("size:equal", (a, b) => a.length === b);
  engine.addOperator("size:notEqual", (a, b) => a.length !== b);
  let first;
  // The rule with the highest priority that holds decides; the others are not run.
  engine.on("success", (event, almanac, result) => {
    if (first === undefined || result.priority > first.priority) {
      first = { priority: result.priority, type: event.type };
    }
    engine.stop();
  });
  for (const line of lines(file)) {
    first = undefined;
    await engine.run(JSON.parse(line));
    put(first === undefined ? content.otherwise : first.type);
  }
}

async function zen(rules, file) {
  const { ZenEngine, ZenDecisionContent } = require("@gorules/zen-engine");
  const content = new ZenDecisionContent(fs.readFileSync(rules));
  const decision = new ZenEngine().createDecision(content);
  let waiting = [];
  const settle = async () => {
    for (const answer of await Promise.all(waiting)) put(answer.result.recommendation);
    waiting = [];
  };
  for (const line of lines(file)) {
    waiting.push(decision.evaluate(JSON.parse(line)));
    if (waiting.length === 1000) await settle();
  }
  await settle();
}

async function duckdb(rules, file, threads) {
  const { DuckDBInstance } = require("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
  const query = fs.readFileSync(rules, "utf8").replace("$INPUT", () => `'${file}'`);
  await connection.run(`COPY (${query}) TO '/dev/stdout' (FORMAT csv, HEADER false)`);
}

async function main([peer, rules, file, threads]) {
  const peers = { hand, "json-rules-engine": jsonRulesEngine, zen, duckdb };
  await peers[peer](rules, file, threads);
  flush();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
