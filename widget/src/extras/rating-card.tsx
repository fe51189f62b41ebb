import { Component } from 'preact';
import { type Chat, fill } from '../core/chat.js';
import { Icon } from '../ui/icons.js';
import { icons } from './extra-icons.js';
import { styled } from './extras-style.js';
import { wordsOf } from './words.js';

type Props = { readonly chat: Chat };
type State = { readonly score: number; readonly comment: string; readonly isSending: boolean };

/** Asked once, after the chat; a visitor who skips it is not asked again. */
export class RatingCard extends Component<Props, State> {
  override state: State = { score: 0, comment: '', isSending: false };

  #done(): void {
    const { chat } = this.props;
    chat.store.set('r', chat.sessions.visit?.id);
    chat.share();
  }

  async #send(): Promise<void> {
    const { chat } = this.props;
    const { score, comment } = this.state;
    this.setState({ isSending: true });
    try {
      const token = chat.sessions.visit?.token;
      await chat.api.json(chat.sessions.path('rating/'), { method: 'POST', body: { score, comment }, token });
      this.#done();
      chat.say(wordsOf(chat).thanks);
    } catch {
      this.setState({ isSending: false });
      chat.say(chat.t.actionFailed);
    }
  }

  #stars() {
    const { score } = this.state;
    const words = wordsOf(this.props.chat);
    return (
      <div class="stars">
        {[1, 2, 3, 4, 5].map((n) => (
          <label key={n} class={n <= score ? 'on' : ''}>
            <input
              type="radio"
              class="sr"
              name="score"
              checked={n === score}
              aria-label={fill(words.star, n)}
              onChange={() => this.setState({ score: n })}
            />
            <Icon d={icons.star} />
          </label>
        ))}
      </div>
    );
  }

  render({ chat }: Props, { score, comment, isSending }: State) {
    const words = wordsOf(chat);
    const onSubmit = (event: Event): void => {
      event.preventDefault();
      void this.#send();
    };
    return (
      <form class="card" ref={styled} onSubmit={onSubmit}>
        <fieldset>
          <legend>{words.rate}</legend>
          {this.#stars()}
        </fieldset>
        {score > 0 && (
          <label ref={(label) => label?.closest('form')?.scrollIntoView({ block: 'nearest' })}>
            <span>{words.comment}</span>
            <textarea
              rows={2}
              dir="auto"
              maxLength={1_000}
              value={comment}
              onInput={({ currentTarget }) => this.setState({ comment: currentTarget.value })}
            />
          </label>
        )}
        <div class="row">
          <button type="button" class="quiet" onClick={() => this.#done()}>
            {words.skip}
          </button>
          {score > 0 && (
            <button type="submit" class="wide" disabled={isSending}>
              {words.rateSend}
            </button>
          )}
        </div>
      </form>
    );
  }
}
