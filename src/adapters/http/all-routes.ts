import type { HttpDependencies } from '#adapters/http/http-dependencies';
import { openApiOf } from '#adapters/http/openapi';
import type { Route } from '#adapters/http/route';
import { tenantLifecycleRoutes } from '#adapters/http/routes/admin/tenant-lifecycle-routes';
import { tenantRoutes } from '#adapters/http/routes/admin/tenant-routes';
import { apiKeyRoutes } from '#adapters/http/routes/api-keys/api-key-routes';
import { assistantRoutes, removeAssistantRoute } from '#adapters/http/routes/assistants/assistant-routes';
import { runRoutes } from '#adapters/http/routes/assistants/run-routes';
import { versionRoutes } from '#adapters/http/routes/assistants/version-routes';
import { auditRoutes } from '#adapters/http/routes/audit/audit-routes';
import { accountRoutes } from '#adapters/http/routes/auth/account-routes';
import { enterRoutes } from '#adapters/http/routes/auth/enter-routes';
import { linkRoutes } from '#adapters/http/routes/auth/link-routes';
import { faqRoutes } from '#adapters/http/routes/catalogue/faq-routes';
import { importServicesRoute } from '#adapters/http/routes/catalogue/import-services-route';
import { serviceRoutes } from '#adapters/http/routes/catalogue/service-routes';
import { channelRoutes } from '#adapters/http/routes/channels/channel-routes';
import { sessionRoutes } from '#adapters/http/routes/channels/session-routes';
import { chatRoutes } from '#adapters/http/routes/chat/chat-routes';
import { conversationActRoutes } from '#adapters/http/routes/conversations/act-routes';
import { conversationBriefRoutes } from '#adapters/http/routes/conversations/brief-routes';
import { cannedReplyRoutes } from '#adapters/http/routes/conversations/canned-reply-routes';
import { customerRoutes } from '#adapters/http/routes/conversations/customer-routes';
import { conversationReadRoutes } from '#adapters/http/routes/conversations/read-routes';
import { conversationTeamRoutes } from '#adapters/http/routes/conversations/team-routes';
import { demoRoutes } from '#adapters/http/routes/demo/demo-routes';
import { docsRoutes } from '#adapters/http/routes/docs/docs-routes';
import { fileRoutes } from '#adapters/http/routes/files/file-routes';
import { flowRoutes } from '#adapters/http/routes/flows/flow-routes';
import { formRoutes } from '#adapters/http/routes/forms/form-routes';
import { functionRoutes } from '#adapters/http/routes/functions/function-routes';
import { healthRoutes } from '#adapters/http/routes/health/health-routes';
import { homeRoutes } from '#adapters/http/routes/home/home-routes';
import { killSwitchRoutes } from '#adapters/http/routes/kill-switch/kill-switch-routes';
import { documentRoutes } from '#adapters/http/routes/knowledge/document-routes';
import { knowledgeRoutes } from '#adapters/http/routes/knowledge/knowledge-routes';
import { leadRoutes } from '#adapters/http/routes/leads/lead-routes';
import { liveRoutes } from '#adapters/http/routes/live/live-routes';
import { onboardingRoutes } from '#adapters/http/routes/onboarding/onboarding-routes';
import { orderDecideRoutes } from '#adapters/http/routes/orders/decide-routes';
import { orderReadRoutes } from '#adapters/http/routes/orders/read-routes';
import { aiRoutes } from '#adapters/http/routes/platform/ai-routes';
import { playgroundRoutes } from '#adapters/http/routes/playground/playground-routes';
import { receiptRoutes } from '#adapters/http/routes/receipts/receipt-routes';
import { schemaRoutes } from '#adapters/http/routes/schemas/schema-routes';
import { settingsRoutes } from '#adapters/http/routes/settings/settings-routes';
import { widgetSettingsRoutes } from '#adapters/http/routes/settings/widget-settings-routes';
import { panelRoutes } from '#adapters/http/routes/static/panel-routes';
import { widgetAssetRoutes } from '#adapters/http/routes/static/widget-asset-routes';
import { invitationRoutes } from '#adapters/http/routes/team/invitation-routes';
import { memberRoutes } from '#adapters/http/routes/team/member-routes';
import { roleRoutes } from '#adapters/http/routes/team/role-routes';
import { cloudApiRoutes } from '#adapters/http/routes/webhooks/cloud-api-routes';
import { widgetConfigRoutes } from '#adapters/http/routes/widget/config-routes';
import { widgetEventRoutes } from '#adapters/http/routes/widget/event-routes';
import { widgetSessionRoutes } from '#adapters/http/routes/widget/session-routes';
import type { UseCases } from '#adapters/http/use-cases';

type Needs = Pick<HttpDependencies, 'useCases' | 'cloudApi' | 'isReady' | 'chatWaitMs' | 'assetsFolder'>;

/** What a visitor's browser asks for. */
const widgetRoutes = (useCases: UseCases): Route[] => [
  ...widgetSessionRoutes(useCases),
  ...widgetEventRoutes(useCases),
  ...widgetConfigRoutes(useCases),
  ...fileRoutes(useCases),
];

/** What the assistant is given, and where it is tried out. */
const trialRoutes = (useCases: UseCases): Route[] => [...playgroundRoutes(useCases), ...functionRoutes(useCases)];
/** What is answered besides services: FAQs, documents, and what nobody could answer. */
const knowledgeBase = (useCases: UseCases): Route[] => [
  ...faqRoutes(useCases),
  ...knowledgeRoutes(useCases),
  ...documentRoutes(useCases),
];

/** How customers reach a business. `sessions` stands before `:channelId`, which would take it for one. */
const waysIn = (useCases: UseCases): Route[] => [...sessionRoutes(useCases), ...channelRoutes(useCases)];

/** What runs the platform itself. */
const platformRoutes = (useCases: UseCases): Route[] => [
  ...tenantRoutes(useCases),
  ...tenantLifecycleRoutes(useCases),
  ...aiRoutes(useCases),
];

/** Who works here, and what they may. */
const teamRoutes = (useCases: UseCases): Route[] => [
  ...memberRoutes(useCases),
  ...invitationRoutes(useCases),
  ...roleRoutes(useCases),
];

/** Assistants and their versions, what people send for them, and what they quoted. */
const studioRoutes = (useCases: UseCases): Route[] => [
  ...assistantRoutes(useCases),
  ...versionRoutes(useCases),
  ...runRoutes(useCases),
  ...conversationBriefRoutes(useCases),
  ...receiptRoutes(useCases),
  removeAssistantRoute(useCases.removeAssistant),
];

/** What is looked at rather than called: pages, their files, and whether we live. */
const pageRoutes = (useCases: UseCases, assetsFolder: string, isReady: Needs['isReady']): Route[] => [
  ...widgetAssetRoutes(assetsFolder),
  ...panelRoutes(assetsFolder),
  ...demoRoutes(useCases),
  ...healthRoutes(isReady),
];

/** Every route there is. The router, the OpenAPI document and the isolation matrix are made from this list. */
export const allRoutes = ({ useCases, cloudApi, isReady, chatWaitMs, assetsFolder }: Needs): Route[] => {
  const routes: Route[] = [
    // The busiest first: express looks from the top.
    ...cloudApiRoutes(cloudApi, useCases),
    ...chatRoutes(useCases, chatWaitMs),
    ...widgetRoutes(useCases),
    ...conversationReadRoutes(useCases),
    ...conversationActRoutes(useCases),
    ...conversationTeamRoutes(useCases),
    ...customerRoutes(useCases),
    ...cannedReplyRoutes(useCases),
    ...liveRoutes(useCases),
    ...homeRoutes(useCases),
    ...trialRoutes(useCases),
    ...orderReadRoutes(useCases),
    ...orderDecideRoutes(useCases),
    ...widgetSettingsRoutes(useCases),
    ...flowRoutes(useCases),
    ...formRoutes(useCases),
    ...leadRoutes(useCases),
    importServicesRoute(useCases.importServices),
    ...serviceRoutes(useCases),
    ...knowledgeBase(useCases),
    ...waysIn(useCases),
    ...onboardingRoutes(useCases),
    ...schemaRoutes(useCases),
    ...settingsRoutes(useCases),
    ...killSwitchRoutes(useCases),
    ...teamRoutes(useCases),
    ...apiKeyRoutes(useCases),
    ...auditRoutes(useCases),
    ...platformRoutes(useCases),
    ...enterRoutes(useCases),
    ...linkRoutes(useCases),
    ...accountRoutes(useCases),
    ...pageRoutes(useCases, assetsFolder, isReady),
    ...studioRoutes(useCases),
    ...docsRoutes(openApiOf(() => routes)),
  ];
  return routes;
};
