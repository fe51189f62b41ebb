import type { RemoveAiConnection, SaveAiConnection } from '#application/ai/ai-accounts';
import type { ReadAiOverview, SaveAiPolicy } from '#application/ai/ai-policy';
import type { ReadTenantAi, SaveTenantAi } from '#application/ai/tenant-ai';
import type { TestModel } from '#application/ai/test-model';
import type { CreateApiKey } from '#application/api-keys/create-api-key';
import type { ListApiKeys } from '#application/api-keys/list-api-keys';
import type { RevokeApiKey } from '#application/api-keys/revoke-api-key';
import type { RotateApiKey } from '#application/api-keys/rotate-api-key';
import type {
  AddAssistant,
  ChangeAssistant,
  FindAssistant,
  ListAssistants,
  RemoveAssistant,
} from '#application/assistants/assistants';
import type { PublishVersion, RollBackVersion } from '#application/assistants/publish-version';
import type {
  CancelRun,
  FindRun,
  ListRuns,
  ListTrialModels,
  StartExam,
  StartReplay,
} from '#application/assistants/runs';
import type {
  FindSuggestion,
  ReadAgreement,
  RejectSuggestion,
  SendSuggestion,
} from '#application/assistants/suggestions';
import type { DraftVersion, EditVersion, FindVersion, ReopenVersion } from '#application/assistants/versions';
import type { ArchiveService } from '#application/catalogue/archive-service';
import type { FindFaq } from '#application/catalogue/find-faq';
import type { FindService } from '#application/catalogue/find-service';
import type { ImportServices } from '#application/catalogue/import-services';
import type { PageFaqs } from '#application/catalogue/page-faqs';
import type { PageServices } from '#application/catalogue/page-services';
import type { SaveFaq } from '#application/catalogue/save-faq';
import type { SaveService } from '#application/catalogue/save-service';
import type { AddChannel } from '#application/channels/add-channel';
import type { ChangeChannel } from '#application/channels/change-channel';
import type { ListChannelForms } from '#application/channels/list-channel-forms';
import type { ListChannels } from '#application/channels/list-channels';
import type { PageChatMessages } from '#application/chat/page-chat-messages';
import type { SendChatMessage } from '#application/chat/send-chat-message';
import type { PageAudit } from '#application/compliance/page-audit';
import type { VerifyAudit } from '#application/compliance/verify-audit';
import type { AddNote } from '#application/conversation/add-note';
import type { AssignConversation } from '#application/conversation/assign-conversation';
import type { CallBackMessage } from '#application/conversation/call-back-message';
import type { ListCannedReplies, RemoveCannedReply, SaveCannedReply } from '#application/conversation/canned-replies';
import type { CloseConversation } from '#application/conversation/close-conversation';
import type { CountConversations } from '#application/conversation/count-conversations';
import type { EraseCustomer } from '#application/conversation/erase-customer';
import type { FindConversation } from '#application/conversation/find-conversation';
import type { FindCustomer } from '#application/conversation/find-customer';
import type { HandBackConversation } from '#application/conversation/hand-back-conversation';
import type { ListNotes } from '#application/conversation/list-notes';
import type { ListTags } from '#application/conversation/list-tags';
import type { MarkRead } from '#application/conversation/mark-read';
import type { PageConversations } from '#application/conversation/page-conversations';
import type { PageMessages } from '#application/conversation/page-messages';
import type { PageTurns } from '#application/conversation/page-turns';
import type { ReadBrief } from '#application/conversation/read-brief';
import type { RetryMessage } from '#application/conversation/retry-message';
import type { SaveCustomer } from '#application/conversation/save-customer';
import type { SearchMessages } from '#application/conversation/search-messages';
import type { SendHumanMessage } from '#application/conversation/send-human-message';
import type { ShowPresence } from '#application/conversation/show-presence';
import type { SwitchAssistant } from '#application/conversation/switch-assistant';
import type { TagConversation } from '#application/conversation/tag-conversation';
import type { TakeOverConversation } from '#application/conversation/take-over-conversation';
import type { FindFile, ReadFile } from '#application/files/find-file';
import type { ReadPicture } from '#application/files/read-picture';
import type { UploadTeamFile } from '#application/files/upload-team-file';
import type { FindFlow, ListFlows, RemoveFlow, SaveFlow } from '#application/flows/flows';
import type { FindForm, ListForms, SaveForm } from '#application/forms/forms';
import type { FindFunction, ListFunctions, RemoveFunction, SaveFunction } from '#application/functions/functions';
import type { PageFunctionCalls, TryFunction } from '#application/functions/try-function';
import type { ReadHome } from '#application/home/read-home';
import type { AuthenticateApiKey } from '#application/identity/authenticate-api-key';
import type { AuthenticateToken } from '#application/identity/authenticate-token';
import type { ChangePassword } from '#application/identity/change-password';
import type { ChooseMailTopics } from '#application/identity/choose-mail-topics';
import type { ForgetPassword } from '#application/identity/forget-password';
import type { ListSessions } from '#application/identity/list-sessions';
import type { ReadStart } from '#application/identity/read-start';
import type { RefreshSession } from '#application/identity/refresh-session';
import type { ResetPassword } from '#application/identity/reset-password';
import type { RevokeSession } from '#application/identity/revoke-session';
import type { SendVerification } from '#application/identity/send-verification';
import type { SetUpPlatform } from '#application/identity/set-up-platform';
import type { SignIn } from '#application/identity/sign-in';
import type { SignOut } from '#application/identity/sign-out';
import type { SignUp } from '#application/identity/sign-up';
import type { VerifyEmail } from '#application/identity/verify-email';
import type { WhoAmI } from '#application/identity/who-am-i';
import type { AddDocument } from '#application/knowledge/add-document';
import type { ChangeDocument, RemoveDocument } from '#application/knowledge/change-document';
import type { AcceptConflict, ListConflicts } from '#application/knowledge/conflicts';
import type { CorrectAnswer, ListTestCases } from '#application/knowledge/correct-answer';
import type { FindDocument, ListDocuments, PageSentences } from '#application/knowledge/documents';
import type { AnswerGaps, DismissGaps, ListGaps } from '#application/knowledge/gaps';
import type { ImportQuestions } from '#application/knowledge/import-questions';
import type { ReadKnowledgeUsage } from '#application/knowledge/read-usage';
import type { SearchKnowledge } from '#application/knowledge/search-knowledge';
import type { ExportLeads } from '#application/leads/export-leads';
import type { ChangeLead, CountLeads, CreateLead, FindLead, PageLeads } from '#application/leads/leads';
import type { SubmitForm } from '#application/leads/submit-form';
import type { FollowEvents } from '#application/live/follow-events';
import type { AddSampleCatalogue } from '#application/onboarding/add-sample-catalogue';
import type { ReadOnboarding } from '#application/onboarding/read-onboarding';
import type { ApproveOrder } from '#application/orders/approve-order';
import type { CancelOrder } from '#application/orders/cancel-order';
import type { CountOrders } from '#application/orders/count-orders';
import type { CurrentPrices } from '#application/orders/current-prices';
import type { EditOrder } from '#application/orders/edit-order';
import type { FindOrder } from '#application/orders/find-order';
import type { FulfilOrder } from '#application/orders/fulfil-order';
import type { OverrideOrderPrice } from '#application/orders/override-order-price';
import type { PageOrders } from '#application/orders/page-orders';
import type { PreviewOrderNews } from '#application/orders/preview-order-news';
import type { RejectOrder } from '#application/orders/reject-order';
import type { TryAssistant } from '#application/playground/try-assistant';
import type { ReadReceipt } from '#application/receipts/read-receipt';
import type { AcceptInvitation } from '#application/team/accept-invitation';
import type { AddMember } from '#application/team/add-member';
import type { ChangeMember } from '#application/team/change-member';
import type { DeleteRole } from '#application/team/delete-role';
import type { InviteMember } from '#application/team/invite-member';
import type { ListInvitations } from '#application/team/list-invitations';
import type { ListMembers } from '#application/team/list-members';
import type { ListRoles } from '#application/team/list-roles';
import type { LookAtInvitation } from '#application/team/look-at-invitation';
import type { ResendInvitation } from '#application/team/resend-invitation';
import type { SaveRole } from '#application/team/save-role';
import type { WithdrawInvitation } from '#application/team/withdraw-invitation';
import type { AllowCloudApi } from '#application/tenancy/allow-cloud-api';
import type { ChangeTenantStatus } from '#application/tenancy/change-tenant-status';
import type { CreateTenant } from '#application/tenancy/create-tenant';
import type { DestroyTenant } from '#application/tenancy/destroy-tenant';
import type { FindTenant } from '#application/tenancy/find-tenant';
import type { PageTenants } from '#application/tenancy/page-tenants';
import type { ReadKillSwitches } from '#application/tenancy/read-kill-switches';
import type { ReadSettings } from '#application/tenancy/read-settings';
import type { UpdateSettings } from '#application/tenancy/update-settings';
import type { UseKillSwitch } from '#application/tenancy/use-kill-switch';
import type { ReceiveCloudApiWebhook } from '#application/turns/receive-cloud-api-webhook';
import type { ReadReliability } from '#application/understanding/read-reliability';
import type {
  CancelLink,
  ChangeSending,
  LinkSession,
  LogOutSession,
  PauseSession,
  ResumeSession,
} from '#application/whatsapp/act-on-session';
import type { FindChannelSession, ListChannelSessions } from '#application/whatsapp/find-session';
import type { AdmitVisitor } from '#application/widget/admit-visitor';
import type { ChangeVisit } from '#application/widget/change-visit';
import type { CreateVisit } from '#application/widget/create-visit';
import type { FollowVisit } from '#application/widget/follow-visit';
import type { PageVisitorMessages, ReadVisit } from '#application/widget/page-visitor-messages';
import type { RateVisit } from '#application/widget/rate-visit';
import type { ReadDemoShop } from '#application/widget/read-demo-shop';
import type { ReadWidgetConfig } from '#application/widget/read-widget-config';
import type { SendVisitorMessage } from '#application/widget/send-visitor-message';
import type { SubmitVisitorForm } from '#application/widget/submit-visitor-form';
import type { UploadVisitorFile } from '#application/widget/upload-visitor-file';
import type { ReadWidgetSettings, SaveWidgetSettings } from '#application/widget-settings/widget-settings';

/** A use case as a route sees it: something to execute. */
type Runs<UseCase extends { execute: unknown }> = Pick<UseCase, 'execute'>;

/** Everything HTTP can ask of the application. */
export type UseCases = {
  readonly authenticateToken: Runs<AuthenticateToken>;
  readonly authenticateApiKey: Runs<AuthenticateApiKey>;
  readonly setUpPlatform: Runs<SetUpPlatform>;
  readonly signUp: Runs<SignUp>;
  readonly signIn: Runs<SignIn>;
  readonly refreshSession: Runs<RefreshSession>;
  readonly signOut: Runs<SignOut>;
  readonly whoAmI: Runs<WhoAmI>;
  readonly changePassword: Runs<ChangePassword>;
  readonly listSessions: Runs<ListSessions>;
  readonly revokeSession: Runs<RevokeSession>;
  readonly readStart: Runs<ReadStart>;
  readonly verifyEmail: Runs<VerifyEmail>;
  readonly sendVerification: Runs<SendVerification>;
  readonly forgetPassword: Runs<ForgetPassword>;
  readonly resetPassword: Runs<ResetPassword>;
  readonly lookAtInvitation: Runs<LookAtInvitation>;
  readonly acceptInvitation: Runs<AcceptInvitation>;
  readonly chooseMailTopics: Runs<ChooseMailTopics>;
  readonly inviteMember: Runs<InviteMember>;
  readonly listInvitations: Runs<ListInvitations>;
  readonly resendInvitation: Runs<ResendInvitation>;
  readonly withdrawInvitation: Runs<WithdrawInvitation>;

  readonly pageConversations: Runs<PageConversations>;
  readonly findConversation: Runs<FindConversation>;
  readonly pageMessages: Runs<PageMessages>;
  readonly pageTurns: Runs<PageTurns>;
  readonly searchMessages: Runs<SearchMessages>;
  readonly takeOverConversation: Runs<TakeOverConversation>;
  readonly handBackConversation: Runs<HandBackConversation>;
  readonly closeConversation: Runs<CloseConversation>;
  readonly switchAssistant: Runs<SwitchAssistant>;
  readonly sendHumanMessage: Runs<SendHumanMessage>;
  readonly retryMessage: Runs<RetryMessage>;

  readonly assignConversation: Runs<AssignConversation>;
  readonly tagConversation: Runs<TagConversation>;
  readonly listNotes: Runs<ListNotes>;
  readonly addNote: Runs<AddNote>;
  readonly markRead: Runs<MarkRead>;
  readonly showPresence: Runs<ShowPresence>;
  readonly countConversations: Runs<CountConversations>;
  readonly listTags: Runs<ListTags>;
  readonly findCustomer: Runs<FindCustomer>;
  readonly saveCustomer: Runs<SaveCustomer>;
  readonly eraseCustomer: Runs<EraseCustomer>;
  readonly listCannedReplies: Runs<ListCannedReplies>;
  readonly removeCannedReply: Runs<RemoveCannedReply>;
  readonly saveCannedReply: Runs<SaveCannedReply>;
  readonly countOrders: Runs<CountOrders>;
  readonly currentPrices: Runs<CurrentPrices>;
  readonly editOrder: Runs<EditOrder>;
  readonly previewOrderNews: Runs<PreviewOrderNews>;
  readonly readHome: Runs<ReadHome>;
  readonly tryAssistant: Runs<TryAssistant>;
  readonly followEvents: Runs<FollowEvents>;

  readonly pageOrders: Runs<PageOrders>;
  readonly findOrder: Runs<FindOrder>;
  readonly approveOrder: Runs<ApproveOrder>;
  readonly rejectOrder: Runs<RejectOrder>;
  readonly cancelOrder: Runs<CancelOrder>;
  readonly fulfilOrder: Runs<FulfilOrder>;
  readonly overrideOrderPrice: Runs<OverrideOrderPrice>;

  readonly sendChatMessage: Runs<SendChatMessage>;
  readonly pageChatMessages: Runs<PageChatMessages>;
  readonly receiveCloudApiWebhook: Runs<ReceiveCloudApiWebhook>;

  readonly createApiKey: Runs<CreateApiKey>;
  readonly listApiKeys: Runs<ListApiKeys>;
  readonly revokeApiKey: Runs<RevokeApiKey>;
  readonly rotateApiKey: Runs<RotateApiKey>;

  readonly archiveService: Runs<ArchiveService>;
  readonly findFaq: Runs<FindFaq>;
  readonly findService: Runs<FindService>;
  readonly importServices: Runs<ImportServices>;
  readonly pageFaqs: Runs<PageFaqs>;
  readonly pageServices: Runs<PageServices>;
  readonly saveFaq: Runs<SaveFaq>;
  readonly saveService: Runs<SaveService>;

  readonly addChannel: Runs<AddChannel>;
  readonly listChannelForms: Runs<ListChannelForms>;
  readonly changeChannel: Runs<ChangeChannel>;
  readonly listChannels: Runs<ListChannels>;

  readonly findChannelSession: Runs<FindChannelSession>;
  readonly listChannelSessions: Runs<ListChannelSessions>;
  readonly linkSession: Runs<LinkSession>;
  readonly cancelLink: Runs<CancelLink>;
  readonly logOutSession: Runs<LogOutSession>;
  readonly pauseSession: Runs<PauseSession>;
  readonly resumeSession: Runs<ResumeSession>;
  readonly changeSending: Runs<ChangeSending>;

  readonly listFlows: Runs<ListFlows>;
  readonly findFlow: Runs<FindFlow>;
  readonly saveFlow: Runs<SaveFlow>;
  readonly removeFlow: Runs<RemoveFlow>;
  readonly listForms: Runs<ListForms>;
  readonly findForm: Runs<FindForm>;
  readonly saveForm: Runs<SaveForm>;
  readonly submitForm: Runs<SubmitForm>;
  readonly pageLeads: Runs<PageLeads>;
  readonly findLead: Runs<FindLead>;
  readonly countLeads: Runs<CountLeads>;
  readonly createLead: Runs<CreateLead>;
  readonly changeLead: Runs<ChangeLead>;
  readonly exportLeads: Runs<ExportLeads>;
  readonly readWidgetSettings: Runs<ReadWidgetSettings>;
  readonly saveWidgetSettings: Runs<SaveWidgetSettings>;
  readonly readOnboarding: Runs<ReadOnboarding>;
  readonly addSampleCatalogue: Runs<AddSampleCatalogue>;

  readonly admitVisitor: Runs<AdmitVisitor>;
  readonly createVisit: Runs<CreateVisit>;
  readonly sendVisitorMessage: Runs<SendVisitorMessage>;
  readonly pageVisitorMessages: Runs<PageVisitorMessages>;
  readonly readVisit: Runs<ReadVisit>;
  readonly changeVisit: Runs<ChangeVisit>;
  readonly rateVisit: Runs<RateVisit>;
  readonly submitVisitorForm: Runs<SubmitVisitorForm>;
  readonly uploadVisitorFile: Runs<UploadVisitorFile>;
  readonly followVisit: Runs<FollowVisit>;
  readonly readWidgetConfig: Runs<ReadWidgetConfig>;
  readonly readDemoShop: Runs<ReadDemoShop>;
  readonly uploadTeamFile: Runs<UploadTeamFile>;
  readonly findFile: Runs<FindFile>;
  readonly readFile: Runs<ReadFile>;
  readonly readPicture: Runs<ReadPicture>;

  readonly pageAudit: Runs<PageAudit>;
  readonly verifyAudit: Runs<VerifyAudit>;

  readonly addMember: Runs<AddMember>;
  readonly changeMember: Runs<ChangeMember>;
  readonly deleteRole: Runs<DeleteRole>;
  readonly listMembers: Runs<ListMembers>;
  readonly listRoles: Runs<ListRoles>;
  readonly saveRole: Runs<SaveRole>;

  readonly allowCloudApi: Runs<AllowCloudApi>;
  readonly changeTenantStatus: Runs<ChangeTenantStatus>;
  readonly createTenant: Runs<CreateTenant>;
  readonly destroyTenant: Runs<DestroyTenant>;
  readonly findTenant: Runs<FindTenant>;
  readonly pageTenants: Runs<PageTenants>;
  readonly readKillSwitches: Runs<ReadKillSwitches>;
  readonly readSettings: Runs<ReadSettings>;
  readonly updateSettings: Runs<UpdateSettings>;
  readonly useKillSwitch: Runs<UseKillSwitch>;
  readonly listFunctions: ListFunctions;
  readonly findFunction: FindFunction;
  readonly saveFunction: SaveFunction;
  readonly removeFunction: RemoveFunction;
  readonly tryFunction: TryFunction;
  readonly pageFunctionCalls: PageFunctionCalls;

  readonly readAiOverview: Runs<ReadAiOverview>;
  readonly saveAiConnection: Runs<SaveAiConnection>;
  readonly removeAiConnection: Runs<RemoveAiConnection>;
  readonly saveAiPolicy: Runs<SaveAiPolicy>;
  readonly testModel: Runs<TestModel>;
  readonly readTenantAi: Runs<ReadTenantAi>;
  readonly saveTenantAi: Runs<SaveTenantAi>;

  readonly listDocuments: Runs<ListDocuments>;
  readonly findDocument: Runs<FindDocument>;
  readonly pageSentences: Runs<PageSentences>;
  readonly uploadDocument: { execute: AddDocument['upload'] };
  readonly importAddress: { execute: AddDocument['importAddress'] };
  readonly addDocumentVersion: { execute: AddDocument['addVersion'] };
  readonly changeDocument: Runs<ChangeDocument>;
  readonly removeDocument: Runs<RemoveDocument>;
  readonly importQuestions: Runs<ImportQuestions>;
  readonly listConflicts: Runs<ListConflicts>;
  readonly acceptConflict: Runs<AcceptConflict>;
  readonly searchKnowledge: Runs<SearchKnowledge>;
  readonly listGaps: Runs<ListGaps>;
  readonly answerGaps: Runs<AnswerGaps>;
  readonly dismissGaps: Runs<DismissGaps>;
  readonly readKnowledgeUsage: Runs<ReadKnowledgeUsage>;
  readonly correctAnswer: Runs<CorrectAnswer>;
  readonly listTestCases: Runs<ListTestCases>;

  readonly listAssistants: Runs<ListAssistants>;
  readonly findAssistant: Runs<FindAssistant>;
  readonly addAssistant: Runs<AddAssistant>;
  readonly changeAssistant: Runs<ChangeAssistant>;
  readonly removeAssistant: Runs<RemoveAssistant>;
  readonly findVersion: Runs<FindVersion>;
  readonly draftVersion: Runs<DraftVersion>;
  readonly editVersion: Runs<EditVersion>;
  readonly reopenVersion: Runs<ReopenVersion>;
  readonly publishVersion: Runs<PublishVersion>;
  readonly rollBackVersion: Runs<RollBackVersion>;
  readonly startExam: Runs<StartExam>;
  readonly startReplay: Runs<StartReplay>;
  readonly listTrialModels: Runs<ListTrialModels>;
  readonly findRun: Runs<FindRun>;
  readonly listRuns: Runs<ListRuns>;
  readonly cancelRun: Runs<CancelRun>;
  readonly findSuggestion: Runs<FindSuggestion>;
  readonly sendSuggestion: Runs<SendSuggestion>;
  readonly rejectSuggestion: Runs<RejectSuggestion>;
  readonly readAgreement: Runs<ReadAgreement>;
  readonly readReliability: Runs<ReadReliability>;
  readonly readBrief: Runs<ReadBrief>;
  readonly callBackMessage: Runs<CallBackMessage>;
  readonly readReceipt: Runs<ReadReceipt>;
};
