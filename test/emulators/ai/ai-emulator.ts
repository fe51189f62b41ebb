import { type JournalEntry, LLMock } from '@copilotkit/aimock';
import { obedientPlan } from './obedient.js';
import { readPrompt, type SeenPrompt } from './read-prompt.js';

/** What the model says to a prompt: a text, or a value that becomes one. */
export type Script = (prompt: SeenPrompt) => unknown;

type Request = {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly tools?: unknown;
};

const textOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : (content as readonly { text?: string }[]).map((part) => part.text ?? '').join('');

const promptOf = ({ messages }: Request): SeenPrompt =>
  readPrompt(textOf(messages.findLast(({ role }) => role === 'user')?.content ?? ''));

/** A question of ours, and none for vectors or for the words of a voice note. */
const isAsking = ({ messages }: Request): boolean => String(JSON.stringify(messages)).includes('<catalogue>');

/** Vendors' servers in this process, on a free port, without the internet: what they say is scripted. */
export class AiEmulator {
  readonly #mock = new LLMock({ port: 0, journalMaxEntries: 0 } as ConstructorParameters<typeof LLMock>[0]);
  script: Script = obedientPlan;
  /** Tokens it says it used; `null`: as aimock counts. */
  usage: { readonly input: number; readonly output: number } | null = null;

  static async start(): Promise<AiEmulator> {
    const emulator = new AiEmulator();
    emulator.#mock.on({ predicate: (request) => isAsking(request as Request) }, (request) =>
      emulator.#answer(request as Request),
    );
    emulator.#mock.onEmbedding(/.*/, { embedding: [3, 4, 0] });
    emulator.#mock.onTranscription({ transcription: { text: 'I would like two cakes', language: 'english' } } as never);
    await emulator.#mock.start();
    return emulator;
  }

  #answer(request: Request) {
    const said = this.script(promptOf(request));
    const text = typeof said === 'string' ? said : String(JSON.stringify(said));
    const usage = this.usage === null ? {} : { usage: this.#usage(this.usage) };
    if (request.tools !== undefined) return { toolCalls: [{ name: 'propose', arguments: text }], ...usage };
    return { content: text, ...usage };
  }

  /** In the words of each vendor at once. */
  #usage({ input, output }: { readonly input: number; readonly output: number }) {
    return {
      prompt_tokens: input,
      completion_tokens: output,
      input_tokens: input,
      output_tokens: output,
      promptTokenCount: input,
      candidatesTokenCount: output,
    };
  }

  /** Where each vendor's client finds it. */
  baseUrlOf(vendor: string): string {
    return vendor.startsWith('openai') ? `${this.#mock.url}/v1` : this.#mock.url;
  }

  /** Everything that was sent to it, oldest first. */
  get journal(): readonly JournalEntry[] {
    return this.#mock.getRequests();
  }

  forget(): void {
    this.#mock.clearRequests();
  }
  stop(): Promise<void> {
    return this.#mock.stop();
  }
}
