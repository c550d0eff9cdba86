/**
 * The floor of boot.ready and rss, a program of its own: node, sql.js, the shop's newest snapshot, one question to it. Stays
 * until it is killed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import initSqlJs from 'sql.js';

const dir = join(process.argv[2] ?? '', 'snapshots');
const newest = readdirSync(dir).sort().at(-1) ?? '';
const SQL = await initSqlJs();
const db = new SQL.Database(readFileSync(join(dir, newest)));
console.log(`customers: ${db.exec('SELECT count(*) FROM customers')[0]?.values[0]?.[0]}`);
setInterval(() => db, 60_000);
