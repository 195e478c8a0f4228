import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Root } from './root.tsx';

import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './base.css';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no element #root.');

createRoot(element).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
