import { type ModelAnswer, ModelFailed, type PricedModel } from '#application/ports/language-model';
import type { Briefing } from '#domain/assistant/briefing';
import type { Usage } from '#domain/conversation/turn';
import { buildPrompt, mostTokensOf, type Prompt } from '../prompt/build-prompt.js';
import { fromWire } from '../prompt/from-wire.js';

/** What a vendor answered, before anybody believes any of it. */
export type VendorAnswer = {
  /** A JSON text, or the value of a tool call. */
  readonly content: unknown;
  readonly usage: Usage;
  /** `cut`: it ran into its limit of tokens. */
  readonly end: 'whole' | 'cut' | 'refused';
};

export type VendorCall = {
  readonly name: string;
  /** Asks once, without retries. */
  readonly send: (prompt: Prompt, signal: AbortSignal, timeoutMs: number) => Promise<VendorAnswer>;
  /** What the vendor's own error means. */
  readonly faultOf: (error: unknown) => ModelFailed;
};

/** One question is asked of several models, and measured before: its prompt is written once. */
const prompts = new WeakMap<Briefing, Prompt>();

const promptOf = (briefing: Briefing): Prompt => {
  const known = prompts.get(briefing);
  if (known !== undefined) return known;
  const prompt = buildPrompt(briefing);
  prompts.set(briefing, prompt);
  return prompt;
};

/** Longer than any proposal: whatever it is, it is not read. */
const longestContent = 20_000;

const isHtml = (text: string): boolean => /^\s*(?:<!doctype|<html|<head|<body)/i.test(text);

/** @throws {ModelFailed} */
const contentOf = (content: unknown, usage: Usage): unknown => {
  if (typeof content !== 'string') return content;
  if (content.length > longestContent) throw new ModelFailed('too_long', { usage });
  if (isHtml(content)) throw new ModelFailed('html', { usage });
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new ModelFailed('malformed', { usage }, error);
  }
};

/** @throws {ModelFailed} */
const proposalOf = ({ content, usage, end }: VendorAnswer): unknown => {
  if (end === 'refused') throw new ModelFailed('refused', { usage });
  if (end === 'cut') throw new ModelFailed('too_long', { usage });
  return fromWire(contentOf(content, usage));
};

/** A model at a vendor: the same question and the same reading of the answer for all of them. */
export class VendorModel implements PricedModel {
  readonly name: string;
  readonly #call: VendorCall;
  constructor(call: VendorCall) {
    this.name = call.name;
    this.#call = call;
  }

  mostInputTokens(briefing: Briefing): number {
    return mostTokensOf(promptOf(briefing));
  }

  async propose(briefing: Briefing, timeoutMs: number): Promise<ModelAnswer> {
    const answer = await this.#send(promptOf(briefing), timeoutMs);
    return { proposal: proposalOf(answer), usage: answer.usage };
  }

  async #send(prompt: Prompt, timeoutMs: number): Promise<VendorAnswer> {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await this.#call.send(prompt, signal, timeoutMs);
    } catch (error) {
      if (error instanceof ModelFailed) throw error;
      throw signal.aborted ? new ModelFailed('timeout', {}, error) : this.#call.faultOf(error);
    }
  }
}
