import type { UseCases } from '#adapters/http/use-cases';
import type { TrialModels } from '#application/ai/trial-models';
import {
  AddAssistant,
  ChangeAssistant,
  FindAssistant,
  ListAssistants,
  RemoveAssistant,
} from '#application/assistants/assistants';
import { PublishVersion, RollBackVersion } from '#application/assistants/publish-version';
import { CancelRun, FindRun, ListRuns, ListTrialModels, StartExam, StartReplay } from '#application/assistants/runs';
import { FindSuggestion, ReadAgreement, RejectSuggestion, SendSuggestion } from '#application/assistants/suggestions';
import { DraftVersion, EditVersion, FindVersion, ReopenVersion } from '#application/assistants/versions';
import { CallBackMessage } from '#application/conversation/call-back-message';
import { ReadBrief } from '#application/conversation/read-brief';
import { announced } from '#application/live/announced';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import { ReadReceipt } from '#application/receipts/read-receipt';
import type { ReceiptLinks } from '#application/receipts/receipt-links';
import type { LabelAnswers } from '#application/understanding/label-answers';
import { ReadReliability } from '#application/understanding/read-reliability';
import { fittedConstants } from '#domain/understanding/fitted-constants';

type Needs = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
  readonly receipts: ReceiptLinks;
  readonly labels: LabelAnswers;
};

type Studio = Pick<
  UseCases,
  | 'listAssistants'
  | 'findAssistant'
  | 'addAssistant'
  | 'changeAssistant'
  | 'removeAssistant'
  | 'findVersion'
  | 'draftVersion'
  | 'editVersion'
  | 'reopenVersion'
  | 'publishVersion'
  | 'rollBackVersion'
  | 'startExam'
  | 'startReplay'
  | 'listTrialModels'
  | 'findRun'
  | 'listRuns'
  | 'cancelRun'
  | 'findSuggestion'
  | 'sendSuggestion'
  | 'rejectSuggestion'
  | 'readAgreement'
  | 'readReliability'
  | 'readBrief'
  | 'callBackMessage'
  | 'readReceipt'
>;

/** Assistants and their versions, exams, replays, what people send for them, and what they quoted. */
export const createStudioUseCases = (needs: Needs, trials: TrialModels): Studio => {
  const told = <Input extends { readonly by: Parameters<ListAssistants['execute']>[0]['by'] }, Output>(useCase: {
    execute(input: Input): Promise<Output>;
  }) => announced(needs.bus, 'assistants', useCase);
  return {
    listAssistants: new ListAssistants(needs),
    findAssistant: new FindAssistant(needs),
    addAssistant: told(new AddAssistant(needs)),
    changeAssistant: told(new ChangeAssistant(needs)),
    removeAssistant: told(new RemoveAssistant(needs)),
    findVersion: new FindVersion(needs),
    draftVersion: told(new DraftVersion(needs)),
    editVersion: told(new EditVersion(needs)),
    reopenVersion: told(new ReopenVersion(needs)),
    publishVersion: told(new PublishVersion(needs)),
    rollBackVersion: told(new RollBackVersion(needs)),
    startExam: told(new StartExam(needs)),
    startReplay: told(new StartReplay({ ...needs, trials })),
    listTrialModels: new ListTrialModels({ trials }),
    findRun: new FindRun(needs),
    listRuns: new ListRuns(needs),
    cancelRun: told(new CancelRun(needs)),
    findSuggestion: new FindSuggestion(needs),
    sendSuggestion: new SendSuggestion(needs),
    rejectSuggestion: new RejectSuggestion(needs),
    readAgreement: new ReadAgreement(needs),
    readReliability: new ReadReliability({ ...needs, fit: fittedConstants.fit }),
    readBrief: new ReadBrief(needs),
    callBackMessage: new CallBackMessage(needs),
    readReceipt: new ReadReceipt({ ...needs, links: needs.receipts }),
  };
};
