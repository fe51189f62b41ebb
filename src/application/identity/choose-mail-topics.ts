import { humanOf, type Principal } from '#application/identity/principal';
import { retryStale } from '#application/identity/retry-stale';
import { oneOf } from '#application/input';
import { found, NotFound } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { type MailTopic, mailTopics } from '#domain/identity/user';

type Dependencies = { readonly store: Store; readonly clock: Clock };

export type ChooseMailTopicsInput = { readonly by: Principal; readonly topics: readonly string[] };

/** Of what the caller is told by mail in the business they are signed in to. */
export class ChooseMailTopics {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} the caller is a member of nothing, as the super admin. @throws {InvalidInput} */
  async execute({ by, topics }: ChooseMailTopicsInput): Promise<readonly MailTopic[]> {
    const { store, clock } = this.#deps;
    const actor = humanOf(by);
    if (by.tenantId === null) throw new NotFound('member');
    const { team } = store.tenant(by.tenantId);
    const mailAbout = [...new Set(topics.map((each) => oneOf('topics', each, mailTopics)))];
    const facts = { topics: mailAbout.join(' ') };
    const audit = { actor, action: 'member.mail_topics_chosen', target: actor.userId, facts, at: clock.now() };
    const saved = await retryStale(async () =>
      team.saveMember({ ...found(await team.findMember(actor.userId), 'member'), mailAbout }, audit),
    );
    return saved.mailAbout;
  }
}
