import { NavLink } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { PLACES } from './places.ts';

/** The way to every page. */
export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const [location] = useLocation();
  return (
    <nav aria-label="Pages of the dashboard">
      {PLACES.map(({ path, label, icon: Icon }) => (
        <NavLink
          key={path}
          component={Link}
          href={path}
          label={label}
          active={location === path}
          {...(location === path ? { 'aria-current': 'page' } : {})}
          leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
          onClick={onNavigate}
          style={{ borderRadius: 'var(--mantine-radius-md)' }}
        />
      ))}
    </nav>
  );
}
