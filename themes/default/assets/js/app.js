import './theme-toggle.js';
