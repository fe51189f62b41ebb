import { ApplyReceipts } from '#application/delivery/apply-receipts';
import { ShowTyping } from '#application/delivery/show-typing';
import type { FileKeeper } from '#application/files/file-keeper';
import type { FileLinks } from '#application/files/file-links';
import type { LeadNotices } from '#application/leads/lead-notices';
import { SubmitForm } from '#application/leads/submit-form';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { Secrets } from '#application/ports/secrets';
import type { Signatures } from '#application/ports/signatures';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { Transport } from '#application/ports/transport';
import type { Switches } from '#application/tenancy/switches';
import { ReceiveMessage } from '#application/turns/receive-message';
import { AdmitVisitor } from '#application/widget/admit-visitor';
import { ChangeVisit } from '#application/widget/change-visit';
import { CreateVisit } from '#application/widget/create-visit';
import { FollowVisit } from '#application/widget/follow-visit';
import { PageVisitorMessages, ReadVisit } from '#application/widget/page-visitor-messages';
import { RateVisit } from '#application/widget/rate-visit';
import { ReadDemoShop } from '#application/widget/read-demo-shop';
import { ReadWidgetConfig } from '#application/widget/read-widget-config';
import { SendVisitorMessage } from '#application/widget/send-visitor-message';
import { SubmitVisitorForm } from '#application/widget/submit-visitor-form';
import { SweepVisits } from '#application/widget/sweep-visits';
import { UploadVisitorFile } from '#application/widget/upload-visitor-file';
import { VisitStates } from '#application/widget/visit-state';
import { VisitorStreams } from '#application/widget/visitor-streams';
import { VisitorTokens } from '#application/widget/visitor-tokens';
import { VisitorViews } from '#application/widget/visitor-views';
import { Visits } from '#application/widget/visits';
import type { ChannelKind } from '#domain/channel/channel';

/** How often is looked for visits that are over: whoever asks for one meanwhile finds it over all the same. */
const sweepMs = 15_000;

/** What the website channel is made from. */
export type WidgetPorts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly bus: LiveBus;
  readonly queue: JobQueue;
  readonly secrets: Secrets;
  readonly signatures: Signatures;
  readonly switches: Switches;
  readonly telemetry: Telemetry;
  readonly transports: ReadonlyMap<ChannelKind, Transport>;
  readonly links: FileLinks;
  readonly keeper: FileKeeper;
  readonly notices: LeadNotices;
};

/** All of the website channel; its parts know each other. */
export const createWidget = (ports: WidgetPorts) => {
  const visitorTokens = new VisitorTokens(ports);
  const visits = new Visits(ports);
  const parts = {
    ...ports,
    visits,
    tokens: visitorTokens,
    views: new VisitorViews(ports),
    states: new VisitStates(ports),
    receiveMessage: new ReceiveMessage({ ...ports, showTyping: new ShowTyping(ports) }),
    applyReceipts: new ApplyReceipts(ports),
    submitForm: new SubmitForm(ports),
  };
  const streams = new VisitorStreams(parts);
  return {
    admitVisitor: new AdmitVisitor(parts),
    createVisit: new CreateVisit(parts),
    sendVisitorMessage: new SendVisitorMessage({ ...parts, streams }),
    pageVisitorMessages: new PageVisitorMessages(parts),
    readVisit: new ReadVisit(parts),
    changeVisit: new ChangeVisit(parts),
    rateVisit: new RateVisit(parts),
    submitVisitorForm: new SubmitVisitorForm(parts),
    uploadVisitorFile: new UploadVisitorFile(parts),
    followVisit: new FollowVisit({ ...parts, streams }),
    readWidgetConfig: new ReadWidgetConfig(parts),
    readDemoShop: new ReadDemoShop(parts),
    sweepVisits: new SweepVisits({ ...parts, everyMs: sweepMs }),
  };
};

export type Widget = ReturnType<typeof createWidget>;
