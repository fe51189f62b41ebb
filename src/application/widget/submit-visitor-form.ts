import type { SubmitForm } from '#application/leads/submit-form';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { Switches } from '#application/tenancy/switches';
import type { Visitor } from '#application/widget/visitor';
import type { Visits } from '#application/widget/visits';
import { WidgetSessionClosed } from '#application/widget/widget-refusals';
import { assertTakesMessages } from '#application/widget/widget-site';
import { cleanText } from '#domain/conversation/message-content';
import type { FormId } from '#domain/shared/ids';
import { textIn } from '#domain/shared/language';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly switches: Switches;
  readonly visits: Visits;
  readonly submitForm: Pick<SubmitForm, 'execute'>;
};

export type SubmitVisitorFormInput = {
  readonly by: Visitor;
  readonly formId: FormId;
  readonly values: Readonly<Record<string, string>>;
  /** The same key submits once. */
  readonly messageKey: string | null;
};

/** A visitor fills in a form of the business (WEB-9). */
export class SubmitVisitorForm {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** The words of thanks, in the visitor's language. @throws {NotFound} @throws {FormInvalid} @throws {WidgetSessionClosed} @throws {TenantSuspended} */
  async execute({ by, formId, values, messageKey }: SubmitVisitorFormInput): Promise<string> {
    const { store, clock, ids, switches, visits, submitForm } = this.#deps;
    const scoped = store.tenant(by.tenantId);
    const tenant = found(await switches.tenant(by.tenantId), 'session');
    assertTakesMessages({ tenant, settings: await scoped.widget.settings() });
    const { session, conversation } = await visits.of(by);
    if (session.state.status !== 'active') throw new WidgetSessionClosed();
    const cleaned = Object.entries(values).map(([key, value]) => [key, cleanText(value).text]);
    const { thanks } = await submitForm.execute({
      tenantId: by.tenantId,
      formId,
      values: Object.fromEntries(cleaned),
      conversationId: conversation?.state.id ?? null,
      customerId: conversation?.state.customerId ?? null,
      submissionKey: `${by.sessionId}\n${messageKey ?? ids.message()}`,
    });
    await scoped.widget.touchSession(by.sessionId, clock.now(), {});
    return textIn(thanks, session.state.language);
  }
}
