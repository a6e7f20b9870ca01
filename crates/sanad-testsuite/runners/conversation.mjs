// What the programs here have in common: the conversation, and what becomes of a package's word.
// spec/vector-runner.md

import {createInterface} from 'node:readline';
import {readFileSync, readdirSync} from 'node:fs';

// Every context that is built into sanad, by its URL: the same documents as on the web.
const contextsDir = new URL('../../sanad-core/contexts/', import.meta.url);
export const contexts = new Map();
for(const file of readdirSync(contextsDir).sort()) {
  if(file.endsWith('.json')) {
    const {url, context} = JSON.parse(readFileSync(new URL(file, contextsDir), 'utf8'));
    contexts.set(url, {'@context': context});
  }
}

// The bytes that are known of each URL; what is unreachable or gone is not there.
export function known(question) {
  const documents = question.evidence.filter(source => source.bytes !== undefined);
  return new Map(documents.map(source => [source.url, Buffer.from(source.bytes, 'base64url')]));
}

// A document was wanted that nobody has: then a refusal says nothing about the badge.
export class Lacking extends Error {}

// What a vector may ask for and no program here looks at.
const BEYOND = ['recipient', 'domain', 'challenge', 'state', 'picture', 'refresh', 'inclusion_proofs', 'formula'];

// `verify` gets the credential, and gives nothing where all is well, `{refused}`, `{undecided}` or `{unsupported}`.
async function judge(question, verify) {
  if(question.media_type !== 'application/json') {
    return {verdict: 'unsupported', detail: question.media_type};
  }
  let badge;
  try {
    badge = JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(Buffer.from(question.badge, 'base64url')));
  } catch(error) {
    return {verdict: 'reject', detail: error.message};
  }
  const contexts = [badge?.['@context'] ?? []].flat();
  const types = [badge?.type ?? []].flat();
  const isCredential = contexts.some(context => /^https:\/\/www\.w3\.org\/(2018|ns)\/credentials\/v[12]$/.test(context));
  if(!isCredential || types.includes('VerifiablePresentation')) {
    return {verdict: 'unsupported', detail: 'not a credential on its own'};
  }
  if(question.anchors.some(anchor => typeof anchor !== 'string')) {
    return {verdict: 'unsupported', detail: 'an authority with a list'};
  }
  const {refused, undecided, unsupported} = await verify(badge, question) ?? {};
  if(refused) {
    return {verdict: 'reject', detail: String(refused)};
  }
  if(undecided) {
    return {verdict: 'undecided', detail: String(undecided)};
  }
  const beyond = BEYOND.filter(name => question[name] !== undefined);
  if(/"endorsement(Jwt)?":/.test(JSON.stringify(badge))) {
    beyond.push('endorsements');
  }
  if(unsupported || beyond.length > 0) {
    return {verdict: 'unsupported', detail: unsupported ?? beyond.join(', ')};
  }
  const issuer = badge.issuer?.id ?? badge.issuer;
  const trusted = question.policy === 'authentic' || question.anchors.includes(issuer);
  return trusted ? {verdict: 'accept'} : {verdict: 'undecided', detail: 'the package has nothing against it; its issuer is not trusted'};
}

export async function converse(verify) {
  for await (const line of createInterface({input: process.stdin, crlfDelay: Infinity})) {
    let answer;
    try {
      answer = await judge(JSON.parse(line), verify);
    } catch(error) {
      answer = {verdict: 'error', detail: `${error.name}: ${error.message}`};
    }
    answer.detail = answer.detail?.slice(0, 500);
    process.stdout.write(JSON.stringify(answer) + '\n');
  }
}

// Every message of an error and of those within it.
export function words(error) {
  const within = [error.cause, ...(error.errors ?? [])].filter(Boolean);
  return [error.message, ...within.map(words)].filter(Boolean).join(': ');
}

// Where the document of a did:web is.
export function didWebUrl(did) {
  const [host, ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  return `https://${[host, ...(path.length > 0 ? path : ['.well-known'])].join('/')}/did.json`;
}
