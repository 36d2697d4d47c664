// The chat view: one session, its meter and its buttons.

import { $, el, initials, minutes, money, notice, show } from './dom.js';
import { call, explain } from './api.js';
import { SessionSocket } from './socket.js';
import { Transcript } from './transcript.js';

const PAGE = 100;
const LINKS = { connecting: 'connecting…', open: '', waiting: 'connection lost, trying again…', closed: 'disconnected' };

export class Chat {
  #id; #socket; #transcript; #status = 'active'; #typing = false; #stream; #onLeave; #onBalance; #sent = new Map(); #closed = false;

  /** @param on { leave(ended), balance() } */
  constructor(sessionId, on) {
    this.#id = sessionId;
    this.#onLeave = on.leave;
    this.#onBalance = on.balance;
    this.#stream = new AbortController();
    const listen = (id, event, handler) => $(id).addEventListener(event, handler, { signal: this.#stream.signal });
    listen('composer', 'submit', event => this.#say(event));
    listen('message', 'keydown', event => this.#key(event));
    listen('message', 'input', () => grow($('message')));
    listen('stop', 'click', () => this.#socket?.cancel());
    listen('chat-pause', 'click', () => this.#toggle());
    listen('chat-end', 'click', () => $('end-dialog').showModal());
    listen('end-dialog', 'close', () => $('end-dialog').returnValue === 'yes' && this.#end());
    $('end-dialog').returnValue = '';
    this.#transcript = new Transcript(after => this.#socket?.rewind(after));
    show($('bill'), false);
    this.#setTyping(false);
  }

  async open() {
    const session = await call('GET', `/api/v1/sessions/${this.#id}`);
    if (this.#closed) return;
    $('chat-title').textContent = session.expert?.name ?? 'Session';
    $('chat-avatar').textContent = initials(session.expert?.name ?? 'S');
    this.#update({ status: session.status, current_cost: session.total_cost, duration_minutes: session.duration_minutes });
    const after = await this.#history();
    if (this.#closed) return;
    if (session.status === 'ended') {
      this.#showBill({ final_cost: session.total_cost, duration_minutes: session.duration_minutes, message_count: session.message_count });
      return;
    }
    this.#socket = new SessionSocket(this.#id, after, {
      frame: frame => this.#frame(frame),
      state: (state, detail) => this.#link(state, detail),
    });
    for (const message of this.#socket.pending) this.#track(message);
    this.#buttons();
    $('message').focus();
  }

  close() {
    this.#closed = true;
    this.#stream.abort();
    this.#socket?.close();
  }

  /** Shows what was said before; returns the number of the last event that it covers. */
  async #history() {
    let after = 0;
    for (let offset = 0; ;) {
      const { messages, pagination } = await call('GET', `/api/v1/sessions/${this.#id}/messages?limit=${PAGE}&offset=${offset}`);
      for (const message of messages) {
        if (message.sender_type === 'user') this.#transcript.user(message.id, message.content, message.timestamp, message.client_message_id);
        else this.#transcript.answer({ ...message, message_id: message.id });
        if (message.seq > after) after = message.seq;
      }
      offset += messages.length;
      if (!pagination?.has_more || messages.length === 0) return after;
    }
  }

  #frame(frame) {
    switch (frame.type) {
      case 'message_accepted':
        this.#sent.delete(frame.client_message_id);
        this.#transcript.user(frame.message_id, frame.content, frame.timestamp, frame.client_message_id);
        break;
      case 'typing_indicator':
        this.#setTyping(frame.is_typing);
        break;
      case 'ai_response_delta':
        this.#transcript.delta(frame);
        this.#setTyping(this.#typing);
        break;
      case 'ai_response':
        this.#transcript.answer(frame);
        this.#setTyping(false);
        this.#onBalance();
        break;
      case 'session_update':
        this.#update(frame);
        break;
      case 'error':
        this.#error(frame);
        break;
      default: // A newer server may say more than this page knows.
    }
  }

  #update({ status, current_cost: cost, duration_minutes: time }) {
    if (typeof cost === 'number') $('chat-cost').textContent = money(cost);
    if (typeof time === 'number') $('chat-time').textContent = minutes(time);
    if (!status) return;
    const ended = status === 'ended' && this.#status !== 'ended';
    this.#status = status;
    $('chat-status').textContent = status;
    $('chat-status').dataset.status = status;
    if (ended && this.#socket) this.#wasEnded();
    this.#buttons();
  }

  #buttons() {
    const over = this.#status === 'ended';
    const paused = this.#status === 'paused';
    show($('composer'), !over);
    show($('chat-pause'), !over);
    show($('chat-end'), !over);
    $('chat-pause').textContent = paused ? 'Resume' : 'Pause';
    $('send').disabled = $('message').disabled = paused || !this.#socket;
    $('message').placeholder = paused ? 'Paused: nothing is billed. Resume to go on.' : 'Ask a question…';
    show($('stop'), !over && (this.#typing || this.#transcript.isStreaming));
  }

  #setTyping(typing) {
    this.#typing = typing;
    show($('typing'), typing && !this.#transcript.isStreaming);
    this.#buttons();
  }

  #link(state, detail) {
    $('chat-link').textContent = detail ?? LINKS[state];
    if (state === 'closed') notice(`${detail ?? 'The connection was closed.'} Reload the page to try again.`);
  }

  #say(event) {
    event.preventDefault();
    const box = $('message');
    const content = box.value.trim();
    if (!content || this.#status !== 'active' || !this.#socket) return;
    box.value = '';
    grow(box);
    notice();
    this.#track(this.#socket.say(content));
  }

  #track(message) {
    this.#sent.set(message.client_message_id, message);
    this.#transcript.pending(message);
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    $('composer').requestSubmit();
  }

  #error(frame) {
    const wait = frame.retry_after ? ` Try again in ${frame.retry_after} s.` : '';
    const missing = typeof frame.shortfall === 'number' ? ` ${money(frame.shortfall)} more is needed.` : '';
    const reason = `${frame.message ?? 'The server reported an error.'}${missing}${wait}`;
    const about = frame.client_message_id ?? (frame.message_id ? undefined : this.#sent.keys().next().value);
    const refused = this.#sent.get(about);
    if (refused) {
      this.#sent.delete(refused.client_message_id);
      this.#socket.settle(refused.client_message_id);
      this.#transcript.refused(refused, reason, () => {
        this.#sent.set(refused.client_message_id, refused);
        this.#socket.again(refused);
      });
    } else {
      this.#transcript.event(reason, true);
      this.#transcript.stopStreaming();
    }
    this.#setTyping(false);
  }

  async #toggle() {
    await this.#try(async () => {
      const status = this.#status === 'paused' ? 'active' : 'paused';
      const answer = await call('PUT', `/api/v1/sessions/${this.#id}/status`, { status });
      this.#update({ ...answer, status: answer?.status ?? status });
    });
  }

  async #end() {
    await this.#try(async () => {
      const bill = await call('POST', `/api/v1/sessions/${this.#id}/end`, {});
      this.#status = 'ended';
      this.#update({ status: 'ended', current_cost: bill.final_cost, duration_minutes: bill.duration_minutes });
      this.#showBill(bill);
    });
  }

  async #wasEnded() {
    await this.#try(async () => {
      const session = await call('GET', `/api/v1/sessions/${this.#id}`);
      this.#showBill({ final_cost: session.total_cost, duration_minutes: session.duration_minutes, message_count: session.message_count });
    });
  }

  #showBill(bill) {
    this.#socket?.close();
    this.#transcript.stopStreaming();
    this.#setTyping(false);
    $('chat-link').textContent = '';
    const fact = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));
    const back = el('button', { type: 'button', className: 'main' }, 'Back to the experts');
    back.onclick = () => this.#onLeave(true);
    $('bill').replaceChildren(
      el('h2', {}, 'This session has ended'),
      el('dl', {}, fact('Final cost', money(bill.final_cost)), fact('Time', minutes(bill.duration_minutes)), fact('Messages', String(bill.message_count ?? '–'))),
      back);
    show($('bill'), true);
    this.#onBalance();
  }

  async #try(work) {
    try {
      notice();
      await work();
    } catch (error) {
      notice(explain(error));
    }
  }
}

function grow(box) {
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + 2}px`;
}
