import { enPlural } from '../plural.js';

/** One true sentence and a next step for each refusal: by its stable code, else by its status. */
const byCode: Readonly<Record<string, string>> = {
  'identity.wrong_credentials': 'E-mail or password is not right. Check both, or set a new password.',
  'identity.choose_tenant': 'You belong to several businesses. Choose the one you want to enter.',
  'identity.no_tenant': 'Your account belongs to no business any more. Ask the admin of your business to invite you.',
  'identity.session_ended': 'Your session has ended. Please sign in again.',
  'identity.busy': 'Many people are signing in right now. Try again in a few seconds.',
  'credential.missing': 'Your session has ended. Please sign in again.',
  'credential.refused': 'Your session has ended. Please sign in again.',
  'password.too_weak': 'This password is too easy to guess. Use 12 characters or more; several words are fine.',
  'user.email_taken': 'There is already an account with this e-mail. Sign in, or set a new password.',
  'platform.wrong_setup_token': 'This is not the setup token. The newest one is in the log of the last start.',
  'platform.already_set_up': 'The platform has its super admin already. Sign in instead.',
  'permission.denied': 'Your role does not allow this. An admin of your business can change that.',
  'permission.person_required': 'Only a signed-in person can do this, not a program.',
  'order.human_decision_required': 'Only a signed-in person can decide this order.',
  'resource.not_found': 'It is not there any more; somebody may have deleted it. Go back to the list.',
  'store.stale_write':
    'Somebody else changed this meanwhile; theirs is saved, yours is not. Everything else works. Read it again, then make your change once more.',
  'store.unavailable': 'The server cannot save right now. Nothing was changed; try again in a moment.',
  'lifecycle.illegal_transition': 'That is not possible any more, because its state has changed. Read it again.',
  'file.type_not_allowed': 'This kind of file is not taken. Choose an image (PNG, JPEG, GIF, WebP) or a PDF.',
  'file.picture_not_allowed': 'Choose a PNG, JPEG or WebP picture of at most 5 MB.',
  'file.quota_exceeded': 'The storage of your business is full. An admin can make room.',
  'conversation.assignee_inactive': 'This person no longer works here. Choose somebody else.',
  'conversation.invalid_tags': 'A conversation has at most 20 tags of up to 40 characters. Remove or shorten one.',
  'canned_reply.shortcut_taken': 'Another reply has this shortcut already. Choose another one.',
  'canned_reply.too_many': 'There is no room for more ready words. Delete some you do not use.',
  'message.empty': 'There is nothing to send yet. Write something first.',
  'conversation.closed': 'This conversation is closed. It opens again when the customer writes.',
  'conversation.already_with_another_human': 'A colleague has this conversation already.',
  'conversation.not_with_human': 'Take the conversation over first, then write.',
  'team.already_member': 'This person is already in your team.',
  'team.last_admin': 'Your business needs at least one admin. Make somebody else admin first.',
  'team.role_in_use': 'People still have this role. Give them another one first.',
  'team.role_name_taken': 'You have a role with this name already. Choose another name.',
  'tenant.slug_taken': 'This address is taken. Choose another one.',
  'channel.key_taken': 'This number is already connected to a business.',
  'channel.cloud_api_not_allowed':
    'The Cloud API is not switched on for your business. Ask the operator of the platform.',
  'catalogue.import_refused': 'The file has lines that do not fit; nothing was imported. Correct them and try again.',
  'catalogue.currency_mismatch': 'The prices are in another currency than your business.',
  'flow.in_use': 'The chat window opens with this menu. Choose another one there first, then delete it.',
  'flow.invalid': 'The menu is not complete. What is missing is marked.',
  'flow.too_many': 'There is no room for more menus. Delete one you do not need.',
  'assistant.exam_needed': 'The version or the catalogue has changed since the exam. Hold it again, then publish.',
  'assistant.exam_failed': 'Questions that block a publication failed. Mend them, or publish with a reason.',
  'assistant.wording_refused':
    'A sentence may not be worded like that. Keep its blanks; leave out amounts, promises and links.',
  'assistant.intent_leads_nowhere': 'A wish leads to a service or question that is not there. Choose another one.',
  'assistant.version_not_editable':
    'Only a draft can be edited. Take this version back from testing, or make a new draft.',
  'assistant.run_under_way': 'An exam or a replay is under way. Wait for it, or stop it.',
  'assistant.default_stays': 'The default assistant answers what no other is for; it stays.',
  'assistant.too_many': 'There is no room for more assistants.',
  'assistant.too_many_versions': 'There is no room for more versions of this assistant.',
  'assistant.never_published': 'Only a version that was published can be gone back to.',
  'message.has_left': 'It was too late: the message is on its way.',
  'form.definition_invalid': 'The form is not complete. What is missing is marked.',
  'form.too_many': 'There is no room for more forms.',
  'onboarding.catalogue_not_empty': 'Your catalogue has entries already. A sample only fills an empty one.',
  'order.invalid': 'The request cannot be changed like that. Read it again; it may have been decided meanwhile.',
  'request.cross_site': 'The request came from another site and was refused. Open the panel directly.',
  'request.invalid': 'Something does not fit. The fields concerned say what.',
  'page.invalid_cursor': 'The list has changed. Read it again from the start.',
};

const byStatus: Readonly<Record<number, string>> = {
  400: 'Something does not fit. Check what you typed and try again.',
  401: 'Your session has ended. Please sign in again.',
  403: 'Your role does not allow this. An admin of your business can change that.',
  404: 'It is not there any more; somebody may have deleted it. Go back to the list.',
  409: 'Somebody else changed this meanwhile. Read it again, then make your change once more.',
  413: 'This is too large. Choose something smaller and try again.',
  415: 'This kind of file is not taken. Choose another one.',
  422: 'Something does not fit. Check what you typed and try again.',
  503: 'The server is busy right now. Nothing was lost; try again in a moment.',
};

export const problems = {
  byCode,
  byStatus,
  server: 'Something went wrong on our side. Nothing you typed is lost; try again, and tell support the reference.',
  other: 'That did not work. Try again, and tell support the reference if it stays so.',
  offline: 'No connection to the server. Nothing you typed is lost; try again when you are connected.',
  tooMany: (seconds: number | null) =>
    seconds === null
      ? 'That was too often in a short time. Wait a moment and try again.'
      : `That was too often in a short time. Try again in ${enPlural(seconds, '# second', '# seconds')}.`,
};
