/** The states (or events) of a machine by name, each with the data it carries. */
export type Shapes = Record<string, object>;

/** One state of a machine: its name and its data, told apart by `name`. */
export type StateOf<States extends Shapes, Name extends keyof States = keyof States> = {
  [Key in Name]: { readonly name: Key } & Readonly<States[Key]>;
}[Name];

/** One event of a machine: its type and its data, told apart by `type`. */
export type EventOf<Events extends Shapes, Type extends keyof Events = keyof Events> = {
  [Key in Type]: { readonly type: Key } & Readonly<Events[Key]>;
}[Type];

/**
 * What a machine does, one cell for every state and every event. A missing cell does not compile, so a new state or a
 * new event has to be thought through everywhere it can meet another.
 */
export type Table<States extends Shapes, Events extends Shapes, Env, Step> = {
  readonly [Name in keyof States]: {
    readonly [Type in keyof Events]: (
      state: StateOf<States, Name>,
      event: EventOf<Events, Type>,
      env: Env,
    ) => Step;
  };
};

/** Looks the cell up and applies it. */
export function step<
  States extends Shapes,
  Events extends Shapes,
  Env,
  Step,
  Name extends keyof States,
  Type extends keyof Events,
>(
  table: Table<States, Events, Env, Step>,
  state: StateOf<States, Name>,
  event: EventOf<Events, Type>,
  env: Env,
): Step {
  return table[state.name][event.type](state, event, env);
}
