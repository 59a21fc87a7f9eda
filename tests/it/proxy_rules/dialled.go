package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
)

// address is what net/http connects to by way of this proxy.
func address(proxy *url.URL) (dialled string) {
	transport := &http.Transport{Proxy: http.ProxyURL(proxy)}
	transport.DialContext = func(_ context.Context, _, address string) (net.Conn, error) {
		dialled = address
		return nil, errors.New("far enough")
	}
	(&http.Client{Transport: transport}).Get("http://x.example/")
	return dialled
}
