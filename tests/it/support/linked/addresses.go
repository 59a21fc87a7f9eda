// Built by tests/it/names.rs without cgo: prints what Go's own resolver finds for each name.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
)

func main() {
	for _, name := range os.Args[1:] {
		fmt.Printf("%s:", name)
		found, err := net.DefaultResolver.LookupIPAddr(context.Background(), name)
		var dns *net.DNSError
		switch {
		case err == nil && len(found) == 0:
			// What is asked of nobody; to dial it is "no suitable address".
			fmt.Println(" no such host")
		case err == nil:
			for _, address := range found {
				fmt.Printf(" %s", address.IP)
			}
			fmt.Println()
		case errors.As(err, &dns) && dns.IsNotFound:
			fmt.Println(" no such host")
		case errors.As(err, &dns) && dns.IsTimeout:
			fmt.Println(" timeout")
		default:
			fmt.Println(" failure")
		}
	}
}
