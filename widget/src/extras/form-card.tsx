import { Component } from 'preact';
import type { WidgetForm } from '../contract.js';
import type { Chat } from '../core/chat.js';
import { randomId } from '../core/random-id.js';
import { Icon } from '../ui/icons.js';
import { icons } from './extra-icons.js';
import { styled } from './extras-style.js';
import { FormField } from './form-field.js';
import { faultOf } from './form-values.js';
import { talk } from './upload.js';
import { wordsOf } from './words.js';

type Props = { readonly chat: Chat };
/** Kept over a reload until it has arrived; the key makes a second try the same submission. */
type Draft = { readonly key: string; readonly values: Readonly<Record<string, string>> };
type State = { readonly isChecked: boolean; readonly isSending: boolean; readonly error: string };

/** A form of the business among the messages. */
export class FormCard extends Component<Props, State> {
  override state: State = { isChecked: false, isSending: false, error: '' };
  #element: HTMLElement | null = null;

  get #form(): WidgetForm | undefined {
    const { view, preChatForm, config } = this.props.chat;
    return config?.forms.find(({ id }) => id === (view.formId ?? preChatForm));
  }

  #draft({ id }: WidgetForm): Draft {
    return this.props.chat.store.get<Draft>(`f${id}`) ?? { key: randomId(), values: {} };
  }

  #keep(form: WidgetForm, field: string, value: string): void {
    const { key, values } = this.#draft(form);
    this.props.chat.store.set(`f${form.id}`, { key, values: { ...values, [field]: value } });
    this.setState({ error: '' });
  }

  override componentDidMount(): void {
    this.#element?.scrollIntoView({ block: 'nearest' });
    if (this.props.chat.view.formId !== null) this.#focus('input, textarea, select, a');
  }

  #focus(selector: string): void {
    this.#element?.querySelector<HTMLElement>(selector)?.focus();
  }

  async #submit(form: WidgetForm): Promise<void> {
    const { chat } = this.props;
    const draft = this.#draft(form);
    if (this.state.isSending) return;
    if (form.fields.some((field) => faultOf(field, draft.values[field.key]) !== null))
      return this.setState({ isChecked: true }, () => this.#focus('[aria-invalid="true"]'));
    this.setState({ isSending: true, error: '' });
    try {
      await this.#post(form, draft);
    } catch (error) {
      const said = error instanceof Error && error.message !== '' ? ` (${error.message})` : '';
      this.setState({ isSending: false, error: `${wordsOf(chat).submitFailed}${said}` });
    }
  }

  async #post(form: WidgetForm, { key, values }: Draft): Promise<void> {
    const { chat } = this.props;
    chat.store.set(`f${form.id}`, { key, values });
    const body = { values: Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== '')) };
    const submit = async (): Promise<{ thanks: string }> => {
      const { token } = await chat.sessions.ensure();
      return chat.api.json(chat.sessions.path(`forms/${form.id}/`), { method: 'POST', body, token, key });
    };
    const { thanks } = await (await talk()).inSession(chat.sessions, submit);
    chat.store.remove(`f${form.id}`);
    chat.store.set('p', form.id);
    chat.set({ formId: null, sentence: thanks });
    void chat.sessions.pull().catch(() => undefined);
  }

  #fields(form: WidgetForm) {
    const words = wordsOf(this.props.chat);
    const { values } = this.#draft(form);
    return form.fields.map((field) => {
      const fault = this.state.isChecked ? faultOf(field, values[field.key]) : null;
      return (
        <FormField
          key={field.key}
          field={field}
          value={values[field.key] ?? ''}
          error={fault === null ? '' : words[fault]}
          optional={words.optional}
          choose={words.choose}
          onValue={(value) => this.#keep(form, field.key, value)}
        />
      );
    });
  }

  #buttons(form: WidgetForm) {
    const { chat } = this.props;
    const words = wordsOf(chat);
    return (
      <div class="row">
        {form.external_url === null ? (
          <button type="submit" class="wide" disabled={this.state.isSending}>
            {form.submit_label}
          </button>
        ) : (
          <a class="chip" href={form.external_url} target="_blank" rel="noopener noreferrer">
            {form.submit_label}
            <Icon d={icons.out} />
            <span class="sr">({words.newTab})</span>
          </a>
        )}
        {chat.view.formId !== null && (
          <button type="button" class="quiet" onClick={() => chat.set({ formId: null })}>
            {words.close}
          </button>
        )}
      </div>
    );
  }

  render(_: Props, { error }: State) {
    const form = this.#form;
    if (form === undefined) return null;
    const onSubmit = (event: Event): void => {
      event.preventDefault();
      void this.#submit(form);
    };
    const keep = (element: HTMLElement | null): void => {
      this.#element = element;
      styled(element);
    };
    return (
      <form class="card" aria-label={form.title} noValidate ref={keep} onSubmit={onSubmit}>
        <h3 dir="auto">{form.title}</h3>
        {form.external_url === null && this.#fields(form)}
        <p class="error" role="alert">
          {error}
        </p>
        {this.#buttons(form)}
      </form>
    );
  }
}
