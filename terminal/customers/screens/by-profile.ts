/** A screen that is made when the keypad it is for is known: what is typed in forms differs with it. */
import type { Screen, ScreenContext } from '../../ui/types.js';

/** @param make called once, at the first look */
export function byProfile(
  name: string,
  help: string,
  make: (context: ScreenContext) => Screen,
  path?: string,
): Screen {
  let made: Screen | undefined;
  const screen = (context: ScreenContext): Screen => {
    made ??= make(context);
    return made;
  };
  return {
    name,
    help,
    ...(path === undefined ? {} : { path }),
    view: (context) => screen(context).view(context),
    key: (key, context) => screen(context).key(key, context),
    enter: (context) => screen(context).enter?.(context),
    leave: () => made?.leave?.() ?? 'leave',
    closed: () => made?.closed?.(),
  };
}

/** The whole profile fits the form of the advanced keypad. */
export const isWide = ({ profile }: ScreenContext): boolean => profile.columns >= 80;
