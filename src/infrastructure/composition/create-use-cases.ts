import type { UseCases } from '#adapters/http/use-cases';
import { CreateApiKey } from '#application/api-keys/create-api-key';
import { ListApiKeys } from '#application/api-keys/list-api-keys';
import { RevokeApiKey } from '#application/api-keys/revoke-api-key';
import { RotateApiKey } from '#application/api-keys/rotate-api-key';
import { ArchiveService } from '#application/catalogue/archive-service';
import { FindFaq } from '#application/catalogue/find-faq';
import { FindService } from '#application/catalogue/find-service';
import { ImportServices } from '#application/catalogue/import-services';
import { PageFaqs } from '#application/catalogue/page-faqs';
import { PageServices } from '#application/catalogue/page-services';
import { SaveFaq } from '#application/catalogue/save-faq';
import { SaveService } from '#application/catalogue/save-service';
import { AddChannel } from '#application/channels/add-channel';
import { ChangeChannel } from '#application/channels/change-channel';
import { ListChannelForms } from '#application/channels/list-channel-forms';
import { ListChannels } from '#application/channels/list-channels';
import { PageChatMessages } from '#application/chat/page-chat-messages';
import { SendChatMessage } from '#application/chat/send-chat-message';
import { PageAudit } from '#application/compliance/page-audit';
import { VerifyAudit } from '#application/compliance/verify-audit';
import { AddNote } from '#application/conversation/add-note';
import { AssignConversation } from '#application/conversation/assign-conversation';
import { ListCannedReplies, RemoveCannedReply, SaveCannedReply } from '#application/conversation/canned-replies';
import { CloseConversation } from '#application/conversation/close-conversation';
import { CountConversations } from '#application/conversation/count-conversations';
import { EraseCustomer } from '#application/conversation/erase-customer';
import { FindConversation } from '#application/conversation/find-conversation';
import { FindCustomer } from '#application/conversation/find-customer';
import { HandBackConversation } from '#application/conversation/hand-back-conversation';
import { ListNotes } from '#application/conversation/list-notes';
import { ListTags } from '#application/conversation/list-tags';
import { MarkRead } from '#application/conversation/mark-read';
import { PageConversations } from '#application/conversation/page-conversations';
import { PageMessages } from '#application/conversation/page-messages';
import { PageTurns } from '#application/conversation/page-turns';
import { RetryMessage } from '#application/conversation/retry-message';
import { SaveCustomer } from '#application/conversation/save-customer';
import { SearchMessages } from '#application/conversation/search-messages';
import { SendHumanMessage } from '#application/conversation/send-human-message';
import { ShowPresence } from '#application/conversation/show-presence';
import { SwitchAssistant } from '#application/conversation/switch-assistant';
import { TagConversation } from '#application/conversation/tag-conversation';
import { TakeOverConversation } from '#application/conversation/take-over-conversation';
import { ApplyReceipts } from '#application/delivery/apply-receipts';
import { ShowTyping } from '#application/delivery/show-typing';
import { FindFile, ReadFile } from '#application/files/find-file';
import { ReadPicture } from '#application/files/read-picture';
import { UploadTeamFile } from '#application/files/upload-team-file';
import { FindFlow, ListFlows, RemoveFlow, SaveFlow } from '#application/flows/flows';
import { FindForm, ListForms, SaveForm } from '#application/forms/forms';
import { ReadHome } from '#application/home/read-home';
import { Accounts } from '#application/identity/accounts';
import { AuthenticateApiKey } from '#application/identity/authenticate-api-key';
import { AuthenticateToken } from '#application/identity/authenticate-token';
import { ChangePassword } from '#application/identity/change-password';
import { ChooseMailTopics } from '#application/identity/choose-mail-topics';
import { ForgetPassword } from '#application/identity/forget-password';
import { ListSessions } from '#application/identity/list-sessions';
import { ReadStart } from '#application/identity/read-start';
import { RefreshSession } from '#application/identity/refresh-session';
import { ResetPassword } from '#application/identity/reset-password';
import { RevokeSession } from '#application/identity/revoke-session';
import { SendVerification } from '#application/identity/send-verification';
import { SessionOpener } from '#application/identity/session-opener';
import { SetUpPlatform } from '#application/identity/set-up-platform';
import { SignIn } from '#application/identity/sign-in';
import { SignOut } from '#application/identity/sign-out';
import { SignUp } from '#application/identity/sign-up';
import { VerifyEmail } from '#application/identity/verify-email';
import { WhoAmI } from '#application/identity/who-am-i';
import { ExportLeads } from '#application/leads/export-leads';
import { ChangeLead, CountLeads, CreateLead, FindLead, PageLeads } from '#application/leads/leads';
import { SubmitForm } from '#application/leads/submit-form';
import { announced } from '#application/live/announced';
import { AddSampleCatalogue } from '#application/onboarding/add-sample-catalogue';
import { ReadOnboarding } from '#application/onboarding/read-onboarding';
import { ApproveOrder } from '#application/orders/approve-order';
import { CancelOrder } from '#application/orders/cancel-order';
import { CountOrders } from '#application/orders/count-orders';
import { CurrentPrices } from '#application/orders/current-prices';
import { EditOrder } from '#application/orders/edit-order';
import { FindOrder } from '#application/orders/find-order';
import { FulfilOrder } from '#application/orders/fulfil-order';
import { OverrideOrderPrice } from '#application/orders/override-order-price';
import { PageOrders } from '#application/orders/page-orders';
import { PreviewOrderNews } from '#application/orders/preview-order-news';
import { RejectOrder } from '#application/orders/reject-order';
import { TryAssistant } from '#application/playground/try-assistant';
import type { BlobStore } from '#application/ports/blob-store';
import { AcceptInvitation } from '#application/team/accept-invitation';
import { AddMember } from '#application/team/add-member';
import { ChangeMember } from '#application/team/change-member';
import { DeleteRole } from '#application/team/delete-role';
import { InviteMember } from '#application/team/invite-member';
import { ListInvitations } from '#application/team/list-invitations';
import { ListMembers } from '#application/team/list-members';
import { ListRoles } from '#application/team/list-roles';
import { LookAtInvitation } from '#application/team/look-at-invitation';
import { ResendInvitation } from '#application/team/resend-invitation';
import { SaveRole } from '#application/team/save-role';
import { WithdrawInvitation } from '#application/team/withdraw-invitation';
import { AllowCloudApi } from '#application/tenancy/allow-cloud-api';
import { ChangeTenantStatus } from '#application/tenancy/change-tenant-status';
import { CreateTenant } from '#application/tenancy/create-tenant';
import { DestroyTenant, type DestroyTenantInput } from '#application/tenancy/destroy-tenant';
import { FindTenant } from '#application/tenancy/find-tenant';
import { PageTenants } from '#application/tenancy/page-tenants';
import { ReadKillSwitches } from '#application/tenancy/read-kill-switches';
import { ReadSettings } from '#application/tenancy/read-settings';
import { TenantOpener } from '#application/tenancy/tenant-opener';
import { UpdateSettings } from '#application/tenancy/update-settings';
import { UseKillSwitch } from '#application/tenancy/use-kill-switch';
import { ReceiveCloudApiWebhook } from '#application/turns/receive-cloud-api-webhook';
import { ReceiveMessage } from '#application/turns/receive-message';
import { ReadWidgetSettings, SaveWidgetSettings } from '#application/widget-settings/widget-settings';
import { TenantId } from '#domain/shared/ids';
import { createAiUseCases } from '#infrastructure/composition/create-ai-use-cases';
import { createFunctionUseCases } from '#infrastructure/composition/create-function-use-cases';
import { createKnowledge } from '#infrastructure/composition/create-knowledge';
import { createSessionUseCases } from '#infrastructure/composition/create-session-use-cases';
import { createStudioUseCases } from '#infrastructure/composition/create-studio-use-cases';
import type { Ports } from '#infrastructure/composition/ports';

/** A destroyed tenant's files go with its data. */
const withoutFiles = (destroy: DestroyTenant, blobs: BlobStore) => ({
  execute: async (input: DestroyTenantInput): Promise<void> => {
    await destroy.execute(input);
    await blobs.removeTenant(TenantId(input.tenantId));
  },
});

const identity = (ports: Ports) => {
  const accounts = new Accounts(ports);
  const tenants = new TenantOpener(ports);
  const sessions = new SessionOpener(ports);
  const needs = { ...ports, accounts, tenants, sessions, isSetupToken: ports.setupToken.matches, signUpsPerHour: 20 };
  return {
    authenticateToken: new AuthenticateToken(ports),
    authenticateApiKey: new AuthenticateApiKey(ports),
    setUpPlatform: new SetUpPlatform(needs),
    signUp: new SignUp(needs),
    signIn: new SignIn(needs),
    refreshSession: new RefreshSession(ports),
    signOut: new SignOut(ports),
    whoAmI: new WhoAmI(ports),
    changePassword: new ChangePassword(ports),
    listSessions: new ListSessions(ports),
    revokeSession: new RevokeSession(ports),
    readStart: new ReadStart(ports),
    verifyEmail: new VerifyEmail(ports),
    sendVerification: new SendVerification(ports),
    forgetPassword: new ForgetPassword(ports),
    resetPassword: new ResetPassword(ports),
    lookAtInvitation: new LookAtInvitation(ports),
    acceptInvitation: new AcceptInvitation(needs),
    chooseMailTopics: announced(ports.bus, 'team', new ChooseMailTopics(ports)),
  };
};

const conversation = (ports: Ports) => ({
  pageConversations: new PageConversations(ports),
  findConversation: new FindConversation(ports),
  pageMessages: new PageMessages(ports),
  pageTurns: new PageTurns(ports),
  searchMessages: new SearchMessages(ports),
  takeOverConversation: new TakeOverConversation(ports),
  handBackConversation: new HandBackConversation(ports),
  closeConversation: new CloseConversation(ports),
  switchAssistant: new SwitchAssistant(ports),
  sendHumanMessage: new SendHumanMessage(ports),
  retryMessage: new RetryMessage(ports),
  assignConversation: new AssignConversation(ports),
  tagConversation: new TagConversation(ports),
  listNotes: new ListNotes(ports),
  addNote: new AddNote(ports),
  markRead: new MarkRead(ports),
  showPresence: new ShowPresence(ports),
  countConversations: new CountConversations(ports),
  listTags: new ListTags(ports),
  findCustomer: new FindCustomer(ports),
  saveCustomer: new SaveCustomer(ports),
  eraseCustomer: new EraseCustomer(ports),
  listCannedReplies: new ListCannedReplies(ports),
  saveCannedReply: announced(ports.bus, 'canned_replies', new SaveCannedReply(ports)),
  removeCannedReply: announced(ports.bus, 'canned_replies', new RemoveCannedReply(ports)),
});

const orders = (ports: Ports) => ({
  pageOrders: new PageOrders(ports),
  findOrder: new FindOrder(ports),
  approveOrder: new ApproveOrder(ports),
  rejectOrder: new RejectOrder(ports),
  cancelOrder: new CancelOrder(ports),
  fulfilOrder: new FulfilOrder(ports),
  overrideOrderPrice: new OverrideOrderPrice(ports),
  countOrders: new CountOrders(ports),
  currentPrices: new CurrentPrices(ports),
  editOrder: new EditOrder(ports),
  previewOrderNews: new PreviewOrderNews(ports),
});

const team = (ports: Ports) => {
  const needs = { ...ports, accounts: new Accounts(ports) };
  return {
    addMember: announced(ports.bus, 'team', new AddMember(needs)),
    changeMember: announced(ports.bus, 'team', new ChangeMember(ports)),
    deleteRole: announced(ports.bus, 'team', new DeleteRole(ports)),
    listMembers: new ListMembers(ports),
    listRoles: new ListRoles(ports),
    saveRole: announced(ports.bus, 'team', new SaveRole(ports)),
    inviteMember: announced(ports.bus, 'team', new InviteMember(ports)),
    listInvitations: new ListInvitations(ports),
    resendInvitation: announced(ports.bus, 'team', new ResendInvitation(ports)),
    withdrawInvitation: announced(ports.bus, 'team', new WithdrawInvitation(ports)),
  };
};

const apiKeys = (ports: Ports) => ({
  createApiKey: announced(ports.bus, 'api_keys', new CreateApiKey(ports)),
  listApiKeys: new ListApiKeys(ports),
  revokeApiKey: announced(ports.bus, 'api_keys', new RevokeApiKey(ports)),
  rotateApiKey: announced(ports.bus, 'api_keys', new RotateApiKey(ports)),
});

const tenancy = (ports: Ports) => {
  const needs = { ...ports, accounts: new Accounts(ports), tenants: new TenantOpener(ports) };
  return {
    allowCloudApi: new AllowCloudApi(ports),
    changeTenantStatus: new ChangeTenantStatus(ports),
    createTenant: new CreateTenant(needs),
    destroyTenant: withoutFiles(new DestroyTenant(ports), ports.blobs),
    findTenant: new FindTenant(ports),
    pageTenants: new PageTenants(ports),
    readKillSwitches: new ReadKillSwitches(ports),
    readSettings: new ReadSettings(ports),
    updateSettings: announced(ports.bus, 'tenant', new UpdateSettings(ports)),
    useKillSwitch: new UseKillSwitch(ports),
  };
};

const catalogue = (ports: Ports) => ({
  archiveService: announced(ports.bus, 'catalogue', new ArchiveService(ports)),
  findFaq: new FindFaq(ports),
  findService: new FindService(ports),
  importServices: announced(ports.bus, 'catalogue', new ImportServices(ports)),
  pageFaqs: new PageFaqs(ports),
  pageServices: new PageServices(ports),
  saveFaq: announced(ports.bus, 'catalogue', new SaveFaq(ports)),
  saveService: announced(ports.bus, 'catalogue', new SaveService(ports)),
});

const channels = (ports: Ports) => ({
  addChannel: announced(ports.bus, 'channels', new AddChannel(ports)),
  listChannelForms: new ListChannelForms(ports),
  changeChannel: announced(ports.bus, 'channels', new ChangeChannel(ports)),
  listChannels: new ListChannels(ports),
});

/** Menus, forms, who filled them in, and the chat on the site. */
const face = (ports: Ports) => {
  const saveFlow = new SaveFlow(ports);
  const saveForm = new SaveForm(ports);
  const { importServices, saveFaq } = catalogue(ports);
  return {
    listFlows: new ListFlows(ports),
    findFlow: new FindFlow(ports),
    saveFlow,
    removeFlow: new RemoveFlow(ports),
    listForms: new ListForms(ports),
    findForm: new FindForm(ports),
    saveForm,
    submitForm: new SubmitForm({ ...ports, notices: ports.notifyTeam }),
    pageLeads: new PageLeads(ports),
    findLead: new FindLead(ports),
    countLeads: new CountLeads(ports),
    createLead: new CreateLead(ports),
    changeLead: new ChangeLead(ports),
    exportLeads: new ExportLeads(ports),
    readWidgetSettings: new ReadWidgetSettings(ports),
    saveWidgetSettings: new SaveWidgetSettings(ports),
    readOnboarding: new ReadOnboarding(ports),
    addSampleCatalogue: new AddSampleCatalogue({ ...ports, importServices, saveFaq, saveFlow, saveForm }),
  };
};

/** Pictures and documents, for the team and for whoever holds a signed link. */
const files = (ports: Ports) => ({
  uploadTeamFile: new UploadTeamFile(ports),
  findFile: new FindFile(ports),
  readFile: new ReadFile(ports),
  readPicture: new ReadPicture(ports),
});

const compliance = (ports: Ports) => ({
  pageAudit: new PageAudit(ports),
  verifyAudit: new VerifyAudit(ports),
});

/** What the panel's first screen, its live updates and the playground ask for. */
const panel = (ports: Ports) => ({
  readHome: new ReadHome(ports),
  tryAssistant: new TryAssistant(ports),
  followEvents: ports.followEvents,
});

/** What comes in: over the programmable channel and over the providers' webhooks. */
const inbound = (ports: Ports) => {
  const receiveMessage = new ReceiveMessage({ ...ports, showTyping: new ShowTyping(ports) });
  return {
    sendChatMessage: new SendChatMessage({ ...ports, receiveMessage }),
    pageChatMessages: new PageChatMessages(ports),
    receiveCloudApiWebhook: new ReceiveCloudApiWebhook({
      ...ports,
      receiveMessage,
      applyReceipts: new ApplyReceipts(ports),
    }),
  };
};

export const createUseCases = (ports: Ports): UseCases => ({
  ...identity(ports),
  ...conversation(ports),
  ...orders(ports),
  ...team(ports),
  ...apiKeys(ports),
  ...tenancy(ports),
  ...catalogue(ports),
  ...channels(ports),
  ...createSessionUseCases({ ...ports, ...ports.whatsApp }),
  ...face(ports),
  ...files(ports),
  ...ports.widget,
  ...compliance(ports),
  ...inbound(ports),
  ...panel(ports),
  ...createAiUseCases(ports, ports.ai),
  ...createFunctionUseCases(ports),
  ...createKnowledge(ports, ports.knowledge),
  ...createStudioUseCases(ports, ports.ai.trials),
});
