import type { CallFunction } from '#application/functions/call-function';
import type { Store } from '#application/ports/store';
import type { Situation } from '#application/turns/read-situation';
import type { Understanding } from '#domain/assistant/decision';
import { type CallOutcome, type CallSnapshot, noCalls } from '#domain/functions/call-snapshot';
import { areInWordsOf } from '#domain/functions/parse-arguments';
import type { Arguments } from '#domain/functions/tenant-function';
import type { FunctionId } from '#domain/shared/ids';

type Call = { readonly function: FunctionId; readonly arguments: Arguments };

/** One is enough for a question, and a customer waits. */
const mostCalls = 1;

/**
 * Asks the functions an understanding names. A model only proposes: what it may ask is what an admin registered, about what
 * the customer wrote, and whatever comes back is judged before it is said.
 */
export class AnswerCalls {
  readonly #store: Store;
  readonly #callFunction: CallFunction;
  constructor(deps: { readonly store: Store; readonly callFunction: CallFunction }) {
    this.#store = deps.store;
    this.#callFunction = deps.callFunction;
  }

  async execute(situation: Situation, understood: Understanding | null): Promise<CallSnapshot> {
    const { functions } = situation.input.calls ?? noCalls;
    const calls = (understood?.acts ?? []).flatMap((act) => (act.act === 'call_function' ? [act] : []));
    const outcomes = new Map<FunctionId, CallOutcome>();
    // Below the threshold nothing of the answer would be said: nobody is asked for it.
    if ((understood?.confidence ?? 0) < situation.input.settings.confidenceThreshold) return { functions, outcomes };
    for (const [index, call] of calls.entries()) {
      const isOneTooMany = index >= mostCalls;
      outcomes.set(
        call.function,
        isOneTooMany ? { kind: 'failed', reason: 'one_at_a_time' } : await this.#call(situation, call),
      );
    }
    return { functions, outcomes };
  }

  async #call({ input, conversation, customerWords }: Situation, call: Call): Promise<CallOutcome> {
    const { tenantId, currency } = input.catalogue;
    const called = await this.#store.tenant(tenantId).functions.find(call.function);
    if (called?.status !== 'active') return { kind: 'failed', reason: 'switched_off' };
    if (!areInWordsOf(call.arguments, called.parameters, customerWords))
      return { kind: 'failed', reason: 'not_in_the_customers_words' };
    const { outcome } = await this.#callFunction.execute({
      called,
      arguments: call.arguments,
      currency,
      conversationId: conversation.state.id,
    });
    return outcome;
  }
}
