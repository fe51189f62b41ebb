import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

/** Clients of vendors are large: who uses none must not load any at the start. */
const clients = ['openai', '@anthropic-ai/sdk', '@google/generative-ai'];

const loadsAtOnce = (text: string): readonly string[] =>
  clients.filter((name) => new RegExp(`^import (?!type )[^;]*from '${name}'`, 'm').test(text));

it('clients of AI vendors are loaded when they are first used', () => {
  const files = sourceFiles('src');
  expect(files.flatMap(({ path, text }) => loadsAtOnce(text).map((name) => `${path}: ${name}`))).toEqual([]);
  for (const name of clients) expect(files.some(({ text }) => text.includes(`import('${name}')`))).toBe(true);
  expect(loadsAtOnce("import { OpenAI } from 'openai';")).toEqual(['openai']);
});
