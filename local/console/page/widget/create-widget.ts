import type { ConsoleTexts } from '../../texts/en.ts';
import { ask, isAsking, popUp, showBeside } from '../dialogs.ts';
import type { Preferences } from '../preferences.ts';
import { sanitiseWidget } from '../sanitise.ts';
import { createSurface } from '../surface.ts';
import { bindActions, type WidgetAction } from './actions.ts';
import { isBeingFilledIn, readForms } from './forms.ts';
import { type Answer, invoke } from './invoke.ts';
import { keepFocus } from './keep-focus.ts';
import { type Forms, widgetContext } from './widget-context.ts';

/** What went wrong with the last call; the widget keeps what it showed before. */
export type Trouble =
  Extract<Answer, { kind: 'failed' | 'refused' | 'unreachable' }> | 'bad-action';

export interface WidgetSettings {
  /** ARN of the screen function */
  screen: () => string;
  /** of the stack */
  name: () => string;
  preferences: () => Preferences;
  say: () => ConsoleTexts;
  /** somebody has gone to another view */
  onView: (params: Record<string, unknown>) => void;
  /** a call has begun or ended */
  onChange: () => void;
}

export interface Widget {
  element: HTMLElement;
  /** Calls the screen function for a view. */
  show: (params: Record<string, unknown>) => Promise<void>;
  /** Calls for the view that was shown last anew; what an action has answered gives way to it. */
  refresh: () => Promise<void>;
  /** The same, unless somebody is typing, being asked or reading what an action has answered. */
  refreshByItself: () => Promise<void>;
  isLoading: () => boolean;
  isEmpty: () => boolean;
  trouble: () => Trouble | undefined;
}

interface Call {
  endpoint: string;
  params: Record<string, unknown>;
  forms: Forms;
}

/** Does what CloudWatch does for a custom widget: calls its function, shows what it answers, and does what that asks for. */
export const createWidget = (settings: WidgetSettings): Widget => {
  const surface = createSurface();
  surface.element.className = 'widget';
  const shown: { html?: string; isAnswer: boolean; view?: Call; trouble?: Trouble | undefined } = {
    isAnswer: false,
  };
  const calls = { last: 0, running: 0 };

  const callFunction = ({ endpoint, params, forms }: Call): Promise<Answer> => {
    const { width, height } = surface.element.getBoundingClientRect();
    const more = { ...settings.preferences(), name: settings.name(), params, forms, width, height };
    return invoke(endpoint, { ...params, widgetContext: widgetContext(more) });
  };

  const callAndTell = async (call: Call): Promise<Answer> => {
    calls.running += 1;
    settings.onChange();
    const answer = await callFunction(call);
    calls.running -= 1;
    return answer;
  };

  /** @returns undefined for the answer to a call that another one has overtaken */
  const callInTurn = async (call: Call): Promise<Answer | undefined> => {
    const number = (calls.last += 1);
    const answer = await callAndTell(call);
    return number === calls.last ? answer : undefined;
  };

  /** What was done is told, whatever view was called for meanwhile: it overtakes those that have not come yet. */
  const callAction = async (call: Call): Promise<Answer> => {
    const answer = await callAndTell(call);
    calls.last += 1;
    return answer;
  };

  const toNodes = (answer: Extract<Answer, { kind: 'html' | 'text' }>): Node => {
    if (answer.kind === 'html') {
      const fragment = sanitiseWidget(answer.html);
      bindActions(fragment, (action) => void perform(action));
      return fragment;
    }
    const plain = document.createElement('pre');
    plain.textContent = answer.text;
    return plain;
  };

  const fill = (nodes: Node): void => {
    const giveFocus = keepFocus(surface.content);
    surface.fill(nodes, settings.preferences().theme === 'dark');
    giveFocus();
  };

  const showAnswer = (answer: Answer | undefined): void => {
    if (answer?.kind === 'html' || answer?.kind === 'text') {
      shown.trouble = undefined;
      const html = JSON.stringify(answer);
      if (html !== shown.html) fill(toNodes(answer));
      shown.html = html;
    } else if (answer) shown.trouble = answer;
    settings.onChange();
  };

  const load = async (call: Call): Promise<void> => {
    shown.view = call;
    const answer = await callInTurn(call);
    if (answer) shown.isAnswer = false;
    showAnswer(answer);
  };

  const perform = async (action: WidgetAction): Promise<void> => {
    const { does, display, confirmation } = action;
    // As they are when it is clicked: the question may stay open for long.
    const forms = readForms(surface.content);
    if (confirmation !== undefined && !(await ask(confirmation, settings.say()))) return;
    if (does.kind === 'broken') {
      shown.trouble = 'bad-action';
      settings.onChange();
      return;
    }
    if (does.kind === 'html') {
      const nodes = document.createDocumentFragment();
      nodes.append(...does.content.map((node) => node.cloneNode(true)));
      if (display === 'popup') showInPopup(nodes, action);
      else {
        shown.isAnswer = true;
        delete shown.html;
        fill(nodes);
      }
      return;
    }
    const call = { endpoint: does.endpoint, params: does.params, forms };
    if (display === 'popup') {
      const answer = await callFunction(call);
      if (answer.kind === 'html' || answer.kind === 'text') showInPopup(toNodes(answer), action);
      else showAnswer(answer);
    } else if (does.endpoint === settings.screen()) {
      settings.onView(does.params);
      await load(call);
    } else {
      const answer = await callAction(call);
      // What was done, or was not, stays until somebody goes on.
      shown.isAnswer = true;
      showAnswer(answer);
    }
  };

  const showInPopup = (nodes: Node, { event, target }: WidgetAction): void => {
    const popup = createSurface();
    popup.fill(nodes, settings.preferences().theme === 'dark');
    if (event === 'mouseenter') showBeside(target, popup.element);
    else popUp(popup.element, settings.say().widget.label, settings.say());
  };

  const refresh = async (): Promise<void> => {
    if (shown.view) await load(shown.view);
  };

  const isInUse = (): boolean => {
    const { activeElement } = surface.element.shadowRoot ?? document;
    return (
      calls.running > 0 ||
      shown.isAnswer ||
      isAsking() ||
      isBeingFilledIn(surface.content) ||
      activeElement?.matches('input, select, textarea') === true ||
      document.getSelection()?.isCollapsed === false
    );
  };

  return {
    element: surface.element,
    show: (params) => load({ endpoint: settings.screen(), params, forms: {} }),
    refresh,
    refreshByItself: async () => {
      if (!isInUse()) await refresh();
    },
    isLoading: () => calls.running > 0,
    isEmpty: () => shown.html === undefined && !shown.isAnswer,
    trouble: () => shown.trouble,
  };
};
