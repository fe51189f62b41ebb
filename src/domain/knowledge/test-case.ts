import type { FaqId, TenantId, TestCaseId, TurnId, UserId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** What the assistant has to get right from now on: a person of the team corrected it once. */
export type TestCase = {
  readonly id: TestCaseId;
  readonly tenantId: TenantId;
  /** What the customer wrote. */
  readonly question: string;
  /** What a careful agent would have said. */
  readonly answer: LocalizedText;
  /** The draft that was written with it; once it is active, this is the expected answer. */
  readonly faqId: FaqId;
  /** The turn whose answer was wrong, and what it said. */
  readonly turnId: TurnId;
  readonly wrongAnswer: string;
  readonly by: UserId;
  readonly createdAt: Date;
  readonly version: number;
};
