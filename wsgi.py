"""For other WSGI servers: `wsgi:application`. `portal serve` brings its own and does not use this file."""

from portal.app import create_app
from portal.settings import load_settings

application = create_app(load_settings())
