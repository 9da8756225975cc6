import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ERROR_TABLE, type ErrorCode } from '../error-codes';
import { languageOf } from './language';
import { SPANISH_ERRORS, SPANISH_WORDS } from './spanish';
import { SPANISH_SENTENCES } from './spanish-sentences';
import { detailSentence, errorSentence, toSpanish } from './translate';

/** Whatever v1 can reach: a sentence that is written there may be answered. */
const ROOTS = ['domain', 'procedures', 'bridge', 'doors', 'credentials', 'http/edge.ts'];
/** Documents, and what only the other surfaces say. */
const ELSEWHERE = /\.test\.ts$|\/openapi\/|trpc-bridge|procedures\/(?:external|hospital|dashboard)\//;
/** Texts of the documents and of the log. */
const UNSAID = new Set(['description', 'summary', 'title', 'example']);

function filesIn(place: string): string[] {
  const path = join('src/server', place);
  const files = statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true }).map((file) => join(path, String(file)));
  return files.filter((file) => file.endsWith('.ts') && !ELSEWHERE.test(file));
}

/** Every literal of a file that is a sentence, values in it as `{}`. */
function sentencesOf(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const sentences: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && UNSAID.has(node.name.getText(source))) return;
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'Error') return;
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'notFound') {
      const [what] = node.arguments;
      sentences.push(`${what && ts.isStringLiteral(what) ? what.text : '(computed)'} not found.`);
      return;
    }
    const text = textOf(node);
    if (text !== null && /^[A-Z][^\n]* [^\n]*\.$/.test(text)) sentences.push(text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return sentences;
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

/** Examples of calls and rows that stand beside the sentences. */
const NO_ERRORS = new Set([
  'Good morning, this is Lotus Hospital.',
  "National in the hospital's country, or with + and country code.",
]);

describe('every sentence that v1 can answer', () => {
  const sentences = [...new Set(ROOTS.flatMap(filesIn).flatMap(sentencesOf))].filter((sentence) => !NO_ERRORS.has(sentence));

  it('is found', () => {
    expect(sentences.length).toBeGreaterThan(60);
    for (const known of ['Patient not found.', 'Must have at most {} characters.', 'The URL is too long.', 'Unknown field.'])
      expect(sentences).toContain(known);
  });

  it.each(sentences)('%s', (sentence) => {
    expect(toSpanish(sentence), 'add it to spanish-sentences.ts').toEqual(expect.any(String));
  });
});

describe('every error code', () => {
  it.each(Object.keys(ERROR_TABLE) as ErrorCode[])('%s has both languages', (code) => {
    const { message } = ERROR_TABLE[code];
    expect(SPANISH_ERRORS[code]).toMatch(/^\p{Lu}.+\.$/u);
    expect(errorSentence(code, message, 'es')).toBe(SPANISH_ERRORS[code]);
    expect(errorSentence(code, message, 'en')).toBe(message);
  });
});

describe('the Spanish sentences', () => {
  it.each(Object.entries(SPANISH_SENTENCES))('%s', (english, spanish) => {
    expect(spanish).not.toBe(english);
    expect(spanish.match(/\{(?:word)?\}/g)?.length ?? 0).toBe(english.match(/\{\}/g)?.length ?? 0);
  });

  it('keep values and turn words', () => {
    expect(toSpanish('Must be one of doctor.')).toBe('Debe ser uno de estos valores: doctor.');
    expect(toSpanish('Must be the id of a doctor.')).toBe('Debe ser el identificador de un médico.');
    expect(Object.keys(SPANISH_WORDS)).toContain('schedule');
    expect(toSpanish('The clocks in Europe/Madrid jump over this time. The next one that exists is 03:00 on 2026-03-29.')).toBe(
      'Los relojes en Europe/Madrid saltan esta hora. La siguiente que existe es 03:00 del 2026-03-29.',
    );
  });

  it('are never English, also where there is none', () => {
    expect(toSpanish('Nobody wrote this down.')).toBeNull();
    expect(detailSentence('Nobody wrote this down.', 'es')).toBe('No es válido.');
    expect(errorSentence('CONFLICT', 'Nobody wrote this down.', 'es')).toBe(SPANISH_ERRORS.CONFLICT);
  });
});

describe('languageOf', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['es', 'es'],
    ['ES-mx', 'es'],
    ['es-419,es;q=0.9,en;q=0.8', 'es'],
    ['en-GB, es;q=0.9', 'en'],
    ['fr, es;q=0.2', 'es'],
    ['fr, de', 'en'],
    ['en;q=0.3, es;q=0.5', 'es'],
    ['es;q=0.5, en;q=0.5', 'es'],
    ['en;q=0.5, es;q=0.5', 'en'],
    ['es;q=0', 'en'],
    ['*', 'en'],
    ['*;q=0.8, es;q=0.4', 'en'],
    ['es, *;q=0.1', 'es'],
    ['en;q=0, *', 'es'],
    ['est', 'en'],
    ['es;q=2', 'en'],
    ['es;q=abc', 'en'],
    [`es,${'x'.repeat(2000)}`, 'en'],
    [';;,,;q=,', 'en'],
  ])('%s: %s', (header, language) => expect(languageOf(header)).toBe(language));
});
