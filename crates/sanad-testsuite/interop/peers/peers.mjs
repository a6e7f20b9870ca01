// Makes badges with npm packages of others, and verifies ours with them: one JSON object a line.
//
//   node peers.mjs make   CONTEXTS_DIR   prints {"peer","what","anchors","evidence","badge"}, all to be accepted
//   node peers.mjs verify CONTEXTS_DIR   reads  {"kind":"jwt","badge","jwk"} or {"kind":"data-integrity","suite","badge"}
//                                        prints {"verified","error"}
//
// CONTEXTS_DIR holds files with the members "url" and "context", as crates/sanad-core/contexts does. Keys are made new
// each time; what is made is valid from AT on.

import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import * as ecdsaRdfc from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as ecdsaSd from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as eddsaRdfc from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as jose from 'jose';
import * as statusList from '@digitalbazaar/vc-bitstring-status-list';
import * as vc from '@digitalbazaar/vc';
import jsigs from 'jsonld-signatures';
import {createInterface} from 'node:readline';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {Ed25519VerificationKey2020} from '@digitalbazaar/ed25519-verification-key-2020';
import {join} from 'node:path';
import {readFileSync, readdirSync} from 'node:fs';

const AT = '2026-03-01T09:00:00Z';
const V2 = 'https://www.w3.org/ns/credentials/v2';
const V1 = 'https://www.w3.org/2018/credentials/v1';
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

const [, , job, contextsDir] = process.argv;
const versions = JSON.parse(readFileSync(new URL('package.json', import.meta.url))).dependencies;
const peer = name => `${name} ${versions[name]}`;

const documents = new Map();
for(const file of readdirSync(contextsDir).sort()) {
  if(file.endsWith('.json')) {
    const {url, context} = JSON.parse(readFileSync(join(contextsDir, file), 'utf8'));
    documents.set(url, {'@context': context});
  }
}

async function documentLoader(url) {
  if(documents.has(url)) {
    return {contextUrl: null, documentUrl: url, document: documents.get(url)};
  }
  const [did, fragment] = url.split('#');
  if(!did.startsWith('did:key:')) {
    throw new Error(`not in this closed world: ${url}`);
  }
  const multikey = did.slice('did:key:'.length);
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: `${did}#${multikey}`, type: 'Multikey', controller: did, publicKeyMultibase: multikey
  };
  const controller = {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did, assertionMethod: [method]
  };
  return {contextUrl: null, documentUrl: url, document: fragment ? method : controller};
}

function badge(issuer, more = {}) {
  return {
    '@context': [V2, OB],
    id: 'urn:uuid:5b1d0c6e-5a86-4a35-9f0f-8f2b7a1a0001',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: {id: issuer, type: ['Profile'], name: 'Academy of Ünïcode ®'},
    validFrom: AT,
    validUntil: '2036-03-01T09:00:00Z',
    name: 'Welding I',
    credentialSubject: {
      id: 'did:example:learner', type: ['AchievementSubject'],
      achievement: {
        id: 'https://academy.example/achievements/welding-1', type: ['Achievement'], name: 'Welding I',
        description: 'Joins plates; tests 1 < 2 & 3 > 2.', criteria: {narrative: 'Pass the bench test.'}
      }
    },
    ...more
  };
}

function badgeV1(issuer, more = {}) {
  const {validFrom, validUntil, ...rest} = badge(issuer);
  return {...rest, '@context': [V1, OB], issuanceDate: AT, expirationDate: validUntil, ...more};
}

const seconds = time => Date.parse(time) / 1000;
const claims = ({issuer, credentialSubject, id, validUntil}) => ({
  iss: issuer.id, sub: credentialSubject.id, jti: id, nbf: seconds(AT), ...(validUntil && {exp: seconds(validUntil)})
});
const row = (peer, what, anchor, badge, evidence = {}) =>
  ({peer, what, anchors: [anchor], evidence, badge: typeof badge === 'string' ? badge : JSON.stringify(badge)});
const didJwk = jwk => `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;

async function joseBadges() {
  const rows = [];
  const sign = (payload, header, key) => new jose.CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader(header).sign(key);
  for(const alg of ['EdDSA', 'ES256', 'ES384', 'RS256']) {
    const pair = await jose.generateKeyPair(alg, {extractable: true, crv: alg === 'EdDSA' ? 'Ed25519' : undefined});
    const jwk = await jose.exportJWK(pair.publicKey);
    const did = didJwk(jwk);
    const credential = badge(did);
    const header = {alg, typ: 'JWT', kid: `${did}#0`};
    rows.push(row(peer('jose'), `${alg}, did:jwk`, did, await sign({...credential, ...claims(credential)}, header, pair.privateKey)));

    const web = 'did:web:academy.example';
    const method = `${web}#${await jose.calculateJwkThumbprint(jwk)}`;
    const document = JSON.stringify({
      '@context': ['https://www.w3.org/ns/did/v1'], id: web,
      verificationMethod: [{id: method, type: 'JsonWebKey', controller: web, publicKeyJwk: jwk}],
      assertionMethod: [method]
    });
    const hosted = badge(web);
    rows.push(row(peer('jose'), `${alg}, did:web`, web,
      await sign({...hosted, ...claims(hosted)}, {alg, typ: 'JWT', kid: method}, pair.privateKey),
      {'https://academy.example/.well-known/did.json': document}));

    const old = badgeV1(did);
    rows.push(row(peer('jose'), `${alg}, VC 1.1`, did, await sign(
      {...claims(old), exp: seconds('2036-03-01T09:00:00Z'), vc: old}, header, pair.privateKey)));

    const https = 'https://academy.example/issuers/1';
    const listed = badge(https);
    rows.push(row(peer('jose'), `${alg}, key in the header and in the issuer's key set`, https,
      await sign({...listed, ...claims(listed)}, {alg, typ: 'JWT', jwk}, pair.privateKey),
      {'https://academy.example/.well-known/jwks.json': JSON.stringify({keys: [{...jwk, kid: '1', iss: https}]})}));
  }
  return rows;
}

async function ecdsaKey(curve) {
  const key = await EcdsaMultikey.generate({curve});
  key.controller = `did:key:${key.publicKeyMultibase}`;
  key.id = `${key.controller}#${key.publicKeyMultibase}`;
  return key;
}

async function ed25519Key() {
  const key = await Ed25519Multikey.generate();
  key.controller = `did:key:${key.publicKeyMultibase}`;
  key.id = `${key.controller}#${key.publicKeyMultibase}`;
  return key;
}

async function ecdsaBadges() {
  const rows = [];
  for(const curve of ['P-256', 'P-384']) {
    const key = await ecdsaKey(curve);
    for(const [name, cryptosuite] of [['rdfc', ecdsaRdfc.cryptosuite], ['jcs', ecdsaJcs.createSignCryptosuite()]]) {
      const suite = new DataIntegrityProof({signer: key.signer(), date: AT, cryptosuite});
      const signed = await vc.issue({credential: badge(key.controller), suite, documentLoader, now: AT});
      rows.push(row(peer(`@digitalbazaar/ecdsa-${name}-2019-cryptosuite`), `ecdsa-${name}-2019, ${curve}`, key.controller, signed));
    }
  }
  return rows;
}

async function selectiveBadges() {
  const key = await ecdsaKey('P-256');
  const rows = [];
  const all = ['/issuer', '/validFrom', '/credentialSubject/id', '/credentialSubject/achievement'];
  for(const [what, mandatoryPointers, selectivePointers] of [
    ['all but the name is mandatory', [...all, '/validUntil'], ['/name']],
    ['the issuer is mandatory, the rest is selected', ['/issuer', '/validFrom'], ['/validUntil', '/credentialSubject']]
  ]) {
    const suite = new DataIntegrityProof({
      signer: key.signer(), date: AT, cryptosuite: ecdsaSd.createSignCryptosuite({mandatoryPointers})
    });
    const signed = await vc.issue({credential: badge(key.controller), suite, documentLoader, now: AT});
    const disclose = new DataIntegrityProof({cryptosuite: ecdsaSd.createDiscloseCryptosuite({
      proofId: undefined, selectivePointers
    })});
    const derived = await jsigs.derive(signed, {
      suite: disclose, purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader
    });
    rows.push(row(peer('@digitalbazaar/ecdsa-sd-2023-cryptosuite'), `ecdsa-sd-2023: ${what}`, key.controller, derived));
  }
  return rows;
}

async function olderBadges() {
  const key = await Ed25519VerificationKey2020.generate();
  key.controller = `did:key:${key.publicKeyMultibase}`;
  key.id = `${key.controller}#${key.publicKeyMultibase}`;
  const context = 'https://w3id.org/security/suites/ed25519-2020/v1';
  const rows = [];
  for(const [what, credential] of [
    ['VC 1.1', badgeV1(key.controller, {'@context': [V1, OB, context]})],
    ['VC 2.0', badge(key.controller, {'@context': [V2, OB, context]})]
  ]) {
    const signed = await jsigs.sign(credential, {
      suite: new Ed25519Signature2020({key, date: AT}),
      purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader
    });
    rows.push(row(peer('@digitalbazaar/ed25519-signature-2020'), `Ed25519Signature2020, ${what}`, key.controller, signed));
  }
  return rows;
}

async function statusBadges() {
  const key = await ed25519Key();
  const url = 'https://academy.example/status/7';
  const suite = () => new DataIntegrityProof({signer: key.signer(), date: AT, cryptosuite: eddsaRdfc.cryptosuite});
  const list = await statusList.createList({length: 131072});
  list.setStatus(7, true);
  const credential = {
    '@context': [V2], id: url, type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: key.controller, validFrom: AT,
    credentialSubject: {
      id: `${url}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: await list.encode()
    }
  };
  const signedList = await vc.issue({credential, suite: suite(), documentLoader, now: AT});
  const rows = [];
  for(const [what, index] of [['a bit that is not set', '8'], ['a bit that is set', '7']]) {
    const entry = {
      id: `${url}#${index}`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation',
      statusListIndex: index, statusListCredential: url
    };
    const signed = await vc.issue({
      credential: badge(key.controller, {credentialStatus: entry}), suite: suite(), documentLoader, now: AT
    });
    rows.push({
      ...row(peer('@digitalbazaar/vc-bitstring-status-list'), `status: ${what}`, key.controller, signed,
        {[url]: JSON.stringify(signedList)}),
      ...(index === '7' ? {code: 'status.revoked'} : {})
    });
  }
  return rows;
}

async function presentations() {
  const issuer = await ed25519Key();
  const holder = await ed25519Key();
  const suite = key => new DataIntegrityProof({signer: key.signer(), date: AT, cryptosuite: eddsaRdfc.cryptosuite});
  const credential = badge(issuer.controller);
  credential.credentialSubject.id = holder.controller;
  const signed = await vc.issue({credential, suite: suite(issuer), documentLoader, now: AT});
  const presentation = vc.createPresentation({verifiableCredential: signed, holder: holder.controller, version: 2, now: AT});
  const shown = await vc.signPresentation({
    presentation, suite: suite(holder), challenge: '5f0c1a', domain: 'https://employer.example', documentLoader
  });
  return [{
    ...row(peer('@digitalbazaar/vc'), 'a presentation of a badge', issuer.controller, shown),
    domain: 'https://employer.example', challenge: '5f0c1a'
  }];
}

async function make() {
  const kinds = [joseBadges, ecdsaBadges, selectiveBadges, olderBadges, statusBadges, presentations];
  for(const kind of kinds) {
    for(const made of await kind()) {
      console.log(JSON.stringify(made));
    }
  }
}

async function verifyJwt({badge, jwk}) {
  const alg = JSON.parse(Buffer.from(badge.split('.')[0], 'base64url')).alg;
  await jose.compactVerify(badge.trim(), await jose.importJWK(jwk, alg));
  return {verified: true};
}

const verifySuites = {
  'ecdsa-jcs-2019': () => ecdsaJcs.createVerifyCryptosuite(),
  'ecdsa-rdfc-2019': () => ecdsaRdfc.cryptosuite,
  'ecdsa-sd-2023': () => ecdsaSd.createVerifyCryptosuite(),
  'eddsa-jcs-2022': () => eddsaJcs.createVerifyCryptosuite(),
  'eddsa-rdfc-2022': () => eddsaRdfc.cryptosuite
};

async function verifyDataIntegrity({suite, badge}) {
  const result = await vc.verifyCredential({
    credential: badge, suite: new DataIntegrityProof({cryptosuite: verifySuites[suite]()}), documentLoader, now: AT,
    checkStatus: () => ({verified: true})
  });
  const error = result.error && [result.error.message, ...(result.error.errors ?? []).map(e => e.message)].join(': ');
  return {verified: result.verified, error};
}

async function verify() {
  for await (const line of createInterface({input: process.stdin})) {
    let answer;
    try {
      const asked = JSON.parse(line);
      answer = await (asked.kind === 'jwt' ? verifyJwt(asked) : verifyDataIntegrity(asked));
    } catch(error) {
      answer = {verified: false, error: error.message};
    }
    console.log(JSON.stringify(answer));
  }
}

await {make, verify}[job]();
