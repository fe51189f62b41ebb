import { z } from 'zod';
import type * as Ids from '#domain/shared/ids';
import { type IdKind, idPrefixes, isIdOf } from '#domain/shared/ids';

type IdTypes = {
  tenant: Ids.TenantId;
  user: Ids.UserId;
  role: Ids.RoleId;
  session: Ids.SessionId;
  apiKey: Ids.ApiKeyId;
  service: Ids.ServiceId;
  faq: Ids.FaqId;
  customer: Ids.CustomerId;
  conversation: Ids.ConversationId;
  message: Ids.MessageId;
  turn: Ids.TurnId;
  order: Ids.OrderId;
  channel: Ids.ChannelId;
  flow: Ids.FlowId;
  form: Ids.FormId;
  lead: Ids.LeadId;
  file: Ids.FileId;
  note: Ids.NoteId;
  cannedReply: Ids.CannedReplyId;
  widgetSession: Ids.WidgetSessionId;
  visitor: Ids.VisitorId;
  mail: Ids.MailId;
  invitation: Ids.InvitationId;
  function: Ids.FunctionId;
  functionCall: Ids.FunctionCallId;
  document: Ids.DocumentId;
  sentence: Ids.SentenceId;
  testCase: Ids.TestCaseId;
  assistant: Ids.AssistantId;
  assistantVersion: Ids.AssistantVersionId;
  studioRun: Ids.StudioRunId;
  suggestion: Ids.SuggestionId;
};

/** An id of one kind, in and out. Says only that it has the form; whether it exists is the use case's to find out. */
export const idOf = <Kind extends IdKind>(kind: Kind) =>
  z
    .custom<IdTypes[Kind]>(
      (raw) => typeof raw === 'string' && isIdOf(kind, raw),
      `must be an id such as ${idPrefixes[kind]}_…`,
    )
    .meta({
      'x-id-of': kind,
      override: { type: 'string', pattern: `^${idPrefixes[kind]}_[0-9a-f]{32}(-[a-z0-9]{1,12})?$` },
    });
