package main

import (
	"net"
	"net/url"

	"golang.org/x/net/idna"
)

// address stands in for dialled.go: to build net/http takes long.
func address(proxy *url.URL) string {
	host, port := proxy.Hostname(), proxy.Port()
	for _, char := range host {
		if char < 0x80 {
			continue
		}
		if ascii, err := idna.Lookup.ToASCII(host); err == nil {
			host = ascii
		}
		break
	}
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
	}
	return net.JoinHostPort(host, port)
}
