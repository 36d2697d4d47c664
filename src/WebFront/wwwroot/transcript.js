// What was said, shown. Everything here can be told twice without showing twice: the log is replayed after a reconnect.

import { $, el, money } from './dom.js';
import { render } from './markdown.js';

export class Transcript {
  #box = $('transcript'); #users = new Map(); #pending = new Map(); #answers = new Map(); #dirty = new Set(); #onGap;

  constructor(onGap) {
    this.#onGap = onGap;
    this.#box.replaceChildren();
  }

  get isEmpty() {
    return this.#box.childElementCount === 0;
  }

  /** True while an answer is streaming in. */
  get isStreaming() {
    return [...this.#answers.values()].some(answer => !answer.final);
  }

  user(messageId, content, timestamp, clientMessageId) {
    if (this.#users.has(messageId)) return;
    const bubble = this.#pending.get(clientMessageId) ?? this.#append(el('div', { className: 'said user' }, content));
    this.#pending.delete(clientMessageId);
    bubble.classList.remove('pending', 'failed');
    bubble.replaceChildren(content);
    bubble.title = time(timestamp);
    this.#users.set(messageId, bubble);
  }

  /** A message on its way, which becomes a said one when it is accepted. */
  pending(message) {
    if (this.#pending.has(message.client_message_id)) return;
    const bubble = this.#append(el('div', { className: 'said user pending' }, message.content));
    this.#pending.set(message.client_message_id, bubble);
    this.#toEnd(true);
  }

  refused(message, reason, again) {
    const bubble = this.#pending.get(message.client_message_id);
    if (!bubble) return;
    bubble.classList.add('failed');
    const retry = el('button', { type: 'button', className: 'quiet' }, 'Send again');
    retry.onclick = () => {
      bubble.classList.remove('failed');
      bubble.replaceChildren(message.content);
      again();
    };
    bubble.replaceChildren(message.content, el('div', { className: 'meta' }, `Not sent: ${reason} `, retry));
  }

  delta(frame) {
    const answer = this.#answer(frame.message_id, frame.seq);
    if (answer.final) return;
    const have = answer.text.length;
    if (frame.offset > have) {
      this.#onGap(answer.firstSeq - 1);
      return;
    }
    answer.text += frame.content.slice(have - frame.offset);
    this.#redraw(answer);
  }

  answer(frame) {
    const answer = this.#answer(frame.message_id, frame.seq);
    answer.final = true;
    answer.text = frame.content;
    answer.bubble.classList.remove('streaming');
    answer.bubble.setAttribute('aria-busy', 'false');
    this.#redraw(answer);
    answer.foot.replaceChildren(...foot(frame));
    this.#toEnd();
  }

  /** The answers that were streaming end as they are. */
  stopStreaming() {
    for (const answer of this.#answers.values()) {
      if (answer.final) continue;
      answer.bubble.classList.remove('streaming');
      answer.bubble.setAttribute('aria-busy', 'false');
    }
  }

  event(text, bad = false) {
    this.#append(el('p', { className: bad ? 'event bad' : 'event' }, text));
  }

  #answer(messageId, seq) {
    let answer = this.#answers.get(messageId);
    if (!answer) {
      const [text, foot] = [el('div', { className: 'text' }), el('div')];
      const bubble = this.#append(el('div', { className: 'said ai streaming', 'aria-busy': 'true' }, text, foot));
      answer = { bubble, body: text, foot, text: '', final: false, firstSeq: seq ?? 1 };
      this.#answers.set(messageId, answer);
    }
    return answer;
  }

  // Many deltas can arrive between two frames of the screen.
  #redraw(answer) {
    if (this.#dirty.has(answer)) return;
    this.#dirty.add(answer);
    const draw = () => {
      if (!this.#dirty.delete(answer)) return;
      answer.body.replaceChildren(render(answer.text));
      this.#toEnd();
    };
    if (document.hidden) draw();
    else requestAnimationFrame(draw);
  }

  #append(element) {
    this.#box.append(element);
    this.#toEnd();
    return element;
  }

  // Follows the talk unless the reader has scrolled up.
  #toEnd(always = false) {
    const room = this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight;
    if (always || room < 260) this.#box.scrollTop = this.#box.scrollHeight;
  }
}

function foot(frame) {
  const parts = [];
  if (frame.sources?.length) {
    parts.push(el('ul', { className: 'sources', 'aria-label': 'Sources' }, ...frame.sources.map(source => el('li', {},
      el('b', {}, source.title ?? 'Document'),
      source.page ? `, p. ${source.page}` : '',
      source.section ? ` · ${source.section}` : '',
      typeof source.relevance === 'number' ? ` · ${Math.round(source.relevance * 100)} % match` : ''))));
  }
  const facts = [time(frame.timestamp)];
  if (typeof frame.cost_increment === 'number') facts.push(`+${money(frame.cost_increment)}`);
  if (typeof frame.processing_time_ms === 'number') facts.push(`${(frame.processing_time_ms / 1000).toFixed(1)} s`);
  if (frame.finish_reason && frame.finish_reason !== 'stop') facts.push(frame.finish_reason.replaceAll('_', ' '));
  parts.push(el('div', { className: 'meta' }, ...facts.filter(Boolean).map(fact => el('span', {}, fact))));
  return parts;
}

function time(timestamp) {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? '' : date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
