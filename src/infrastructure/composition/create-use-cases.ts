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
import { AddCloudApiChannel } from '#application/channels/add-cloud-api-channel';
import { ChangeChannel } from '#application/channels/change-channel';
import { ListChannels } from '#application/channels/list-channels';
import { PageChatMessages } from '#application/chat/page-chat-messages';
import { SendChatMessage } from '#application/chat/send-chat-message';
import { PageAudit } from '#application/compliance/page-audit';
import { VerifyAudit } from '#application/compliance/verify-audit';
import { CloseConversation } from '#application/conversation/close-conversation';
import { FindConversation } from '#application/conversation/find-conversation';
import { HandBackConversation } from '#application/conversation/hand-back-conversation';
import { PageConversations } from '#application/conversation/page-conversations';
import { PageMessages } from '#application/conversation/page-messages';
import { PageTurns } from '#application/conversation/page-turns';
import { RetryMessage } from '#application/conversation/retry-message';
import { SearchMessages } from '#application/conversation/search-messages';
import { SendHumanMessage } from '#application/conversation/send-human-message';
import { SwitchAssistant } from '#application/conversation/switch-assistant';
import { TakeOverConversation } from '#application/conversation/take-over-conversation';
import { ApplyReceipts } from '#application/delivery/apply-receipts';
import { ShowTyping } from '#application/delivery/show-typing';
import { Accounts } from '#application/identity/accounts';
import { AuthenticateApiKey } from '#application/identity/authenticate-api-key';
import { AuthenticateToken } from '#application/identity/authenticate-token';
import { ChangePassword } from '#application/identity/change-password';
import { ListSessions } from '#application/identity/list-sessions';
import { RefreshSession } from '#application/identity/refresh-session';
import { RevokeSession } from '#application/identity/revoke-session';
import { SessionOpener } from '#application/identity/session-opener';
import { SetUpPlatform } from '#application/identity/set-up-platform';
import { SignIn } from '#application/identity/sign-in';
import { SignOut } from '#application/identity/sign-out';
import { SignUp } from '#application/identity/sign-up';
import { WhoAmI } from '#application/identity/who-am-i';
import { ApproveOrder } from '#application/orders/approve-order';
import { CancelOrder } from '#application/orders/cancel-order';
import { FindOrder } from '#application/orders/find-order';
import { FulfilOrder } from '#application/orders/fulfil-order';
import { OverrideOrderPrice } from '#application/orders/override-order-price';
import { PageOrders } from '#application/orders/page-orders';
import { RejectOrder } from '#application/orders/reject-order';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { JobQueue } from '#application/ports/job-queue';
import type { LiveBus } from '#application/ports/live-bus';
import type { PasswordHasher } from '#application/ports/password-hasher';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TokenSigner } from '#application/ports/token-signer';
import type { Transport } from '#application/ports/transport';
import { AddMember } from '#application/team/add-member';
import { ChangeMember } from '#application/team/change-member';
import { DeleteRole } from '#application/team/delete-role';
import { ListMembers } from '#application/team/list-members';
import { ListRoles } from '#application/team/list-roles';
import { SaveRole } from '#application/team/save-role';
import { AllowCloudApi } from '#application/tenancy/allow-cloud-api';
import { ChangeTenantStatus } from '#application/tenancy/change-tenant-status';
import { CreateTenant } from '#application/tenancy/create-tenant';
import { DestroyTenant } from '#application/tenancy/destroy-tenant';
import { FindTenant } from '#application/tenancy/find-tenant';
import { PageTenants } from '#application/tenancy/page-tenants';
import { ReadKillSwitches } from '#application/tenancy/read-kill-switches';
import { ReadSettings } from '#application/tenancy/read-settings';
import type { Switches } from '#application/tenancy/switches';
import { TenantOpener } from '#application/tenancy/tenant-opener';
import { UpdateSettings } from '#application/tenancy/update-settings';
import { UseKillSwitch } from '#application/tenancy/use-kill-switch';
import { ReceiveCloudApiWebhook } from '#application/turns/receive-cloud-api-webhook';
import { ReceiveMessage } from '#application/turns/receive-message';
import type { ChannelKind } from '#domain/channel/channel';
import type { SetupToken } from '#infrastructure/composition/setup-token';

/** What use cases are made from; each takes what it names. */
export type Ports = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly queue: JobQueue;
  readonly bus: LiveBus;
  readonly telemetry: Telemetry;
  readonly secrets: Secrets;
  readonly hasher: PasswordHasher;
  readonly signer: TokenSigner;
  readonly limiter: RateLimiter;
  readonly switches: Switches;
  readonly setupToken: SetupToken;
  readonly transports: ReadonlyMap<ChannelKind, Transport>;
};

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
});

const orders = (ports: Ports) => ({
  pageOrders: new PageOrders(ports),
  findOrder: new FindOrder(ports),
  approveOrder: new ApproveOrder(ports),
  rejectOrder: new RejectOrder(ports),
  cancelOrder: new CancelOrder(ports),
  fulfilOrder: new FulfilOrder(ports),
  overrideOrderPrice: new OverrideOrderPrice(ports),
});

const team = (ports: Ports) => {
  const needs = { ...ports, accounts: new Accounts(ports) };
  return {
    addMember: new AddMember(needs),
    changeMember: new ChangeMember(ports),
    deleteRole: new DeleteRole(ports),
    listMembers: new ListMembers(ports),
    listRoles: new ListRoles(ports),
    saveRole: new SaveRole(ports),
  };
};

const apiKeys = (ports: Ports) => ({
  createApiKey: new CreateApiKey(ports),
  listApiKeys: new ListApiKeys(ports),
  revokeApiKey: new RevokeApiKey(ports),
  rotateApiKey: new RotateApiKey(ports),
});

const tenancy = (ports: Ports) => {
  const needs = { ...ports, accounts: new Accounts(ports), tenants: new TenantOpener(ports) };
  return {
    allowCloudApi: new AllowCloudApi(ports),
    changeTenantStatus: new ChangeTenantStatus(ports),
    createTenant: new CreateTenant(needs),
    destroyTenant: new DestroyTenant(ports),
    findTenant: new FindTenant(ports),
    pageTenants: new PageTenants(ports),
    readKillSwitches: new ReadKillSwitches(ports),
    readSettings: new ReadSettings(ports),
    updateSettings: new UpdateSettings(ports),
    useKillSwitch: new UseKillSwitch(ports),
  };
};

const catalogue = (ports: Ports) => ({
  archiveService: new ArchiveService(ports),
  findFaq: new FindFaq(ports),
  findService: new FindService(ports),
  importServices: new ImportServices(ports),
  pageFaqs: new PageFaqs(ports),
  pageServices: new PageServices(ports),
  saveFaq: new SaveFaq(ports),
  saveService: new SaveService(ports),
});

const channels = (ports: Ports) => ({
  addCloudApiChannel: new AddCloudApiChannel(ports),
  changeChannel: new ChangeChannel(ports),
  listChannels: new ListChannels(ports),
});

const compliance = (ports: Ports) => ({
  pageAudit: new PageAudit(ports),
  verifyAudit: new VerifyAudit(ports),
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
  ...compliance(ports),
  ...inbound(ports),
});
