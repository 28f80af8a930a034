"""OpenID Connect with a controller's identity provider: values in, values out; `web/` alone opens it."""
