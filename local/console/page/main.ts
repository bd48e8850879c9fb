import { render } from 'lit-html';
import { z } from 'zod';
import { mailSchema, paths, stateSchema } from '../api.ts';
import { en } from '../texts/en.ts';
import { ja } from '../texts/ja.ts';
import { fromHash, type Place, toHash } from './address.ts';
import { askServer } from './ask-server.ts';
import type { Deeds, Model } from './model.ts';
import { page } from './page.ts';
import { applyPreferences, keepPreference, readPreferences } from './preferences.ts';
import { listenForDrops } from './uploads/listen-for-drops.ts';
import { createUploads } from './uploads/uploads.ts';
import { createWidget } from './widget/create-widget.ts';
import { invoke } from './widget/invoke.ts';

const texts = { en, ja };
const refreshMs = 10_000;
const lookAgainMs = 2_000;

const viewSchema = z.object({ project: z.string() });

const preferences = readPreferences();
const opened = new Map<string, z.infer<typeof mailSchema>>();
const drawing = { isDue: false };

const draw = (): void => {
  if (drawing.isDue) return;
  drawing.isDue = true;
  // What changes together is drawn once.
  queueMicrotask(() => {
    drawing.isDue = false;
    model.uploads = uploads.list();
    applyPreferences(model.preferences, model.say.title(model.state?.name ?? 'audience-import'));
    render(page(model, deeds), document.body);
  });
};

const widget = createWidget({
  screen: () => model.state?.screen ?? '',
  name: () => model.state?.name ?? '',
  preferences: () => model.preferences,
  say: () => model.say,
  onView: (params) => {
    goTo({ section: 'audiences', params });
  },
  onChange: draw,
});

const uploads = createUploads({
  language: () => model.preferences.language,
  onChange: draw,
  onSettled: () => {
    void refreshAll(widget.refreshByItself);
  },
});

const model: Model = {
  preferences,
  say: texts[preferences.language],
  place: fromHash(location.hash),
  state: undefined,
  isGone: false,
  project: undefined,
  isDragging: false,
  uploads: [],
  mails: opened,
  widget,
};

/** Files go to the project that is shown, or else to the one that was chosen. */
const chooseProject = (wanted: string | undefined): void => {
  const ids = model.state?.projects.map(({ projectId }) => projectId) ?? [];
  model.project = [wanted, model.project, ids[0]].find(
    (id) => id !== undefined && ids.includes(id),
  );
};

const projectOf = ({ params }: Place): string | undefined =>
  viewSchema.safeParse(params).data?.project;

const readState = async (): Promise<void> => {
  try {
    model.state = await askServer(paths.state, stateSchema);
    model.isGone = false;
    chooseProject(model.project ?? projectOf(model.place));
  } catch {
    model.isGone = true;
  }
  draw();
};

const goTo = (place: Place): void => {
  if (toHash(place) !== location.hash) history.pushState(null, '', toHash(place));
  model.place = place;
  chooseProject(projectOf(place));
  draw();
};

const showPlace = async (): Promise<void> => {
  if (model.place.section === 'audiences' && model.state && model.state.screen !== null)
    await widget.show({ view: 'projects', ...model.place.params });
};

const refreshAll = async (refreshWidget: () => Promise<void>): Promise<void> => {
  const wasLost = model.isGone || model.state === undefined;
  await readState();
  if (model.isGone || model.place.section !== 'audiences') return;
  await (wasLost || widget.isEmpty() ? showPlace() : refreshWidget());
};

const deeds: Deeds = {
  go: (section) => {
    goTo({ section, params: {} });
    void showPlace();
  },
  showAudience: (project, file) => {
    goTo({ section: 'audiences', params: { view: 'audience', project, file } });
    void showPlace();
  },
  refresh: () => void refreshAll(widget.refresh),
  prefer: (wanted) => {
    model.preferences = { ...model.preferences, ...wanted };
    if (wanted.language) keepPreference('language', wanted.language);
    if (wanted.theme) keepPreference('theme', wanted.theme);
    model.say = texts[model.preferences.language];
    draw();
    void widget.refresh();
  },
  chooseProject: (projectId) => {
    chooseProject(projectId);
    draw();
  },
  upload: (files) => {
    if (model.project !== undefined) uploads.add(model.project, files);
  },
  scan: () => {
    const { scanner } = model.state ?? {};
    if (typeof scanner === 'string')
      void invoke(scanner, {}).then(() => refreshAll(widget.refreshByItself));
  },
  openMail: (id) => {
    if (opened.has(id)) return;
    askServer(paths.mail(id), mailSchema).then(
      (mail) => {
        opened.set(id, mail);
        draw();
      },
      () => {
        model.isGone = true;
        draw();
      },
    );
  },
};

/** A page that nobody sees asks for nothing. */
const refreshByItself = async (): Promise<void> => {
  if (document.visibilityState === 'visible') await refreshAll(widget.refreshByItself);
  setTimeout(() => void refreshByItself(), model.isGone ? lookAgainMs : refreshMs);
};

addEventListener('popstate', () => {
  model.place = fromHash(location.hash);
  chooseProject(projectOf(model.place));
  draw();
  void showPlace();
});
listenForDrops({
  onDragging: (isDragging) => {
    model.isDragging = isDragging;
    draw();
  },
  onFiles: deeds.upload,
});
draw();
void refreshByItself();
