// Reads environments, one JSON object a line, and says for each where this Go would go.
package main

import (
	"encoding/json"
	"net/url"
	"os"

	"golang.org/x/net/http/httpproxy"
)

type answer struct {
	Error, None                 bool
	Scheme                      string
	Address, Username, Password []byte
}

func main() {
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for in.More() {
		var asked struct {
			Vars map[string]string
			URL  string
		}
		if err := in.Decode(&asked); err != nil {
			panic(err)
		}
		os.Clearenv()
		// As the go command itself was built: this program belongs to no module.
		os.Setenv("GODEBUG", "urlstrictcolons=1")
		for name, value := range asked.Vars {
			os.Setenv(name, value)
		}
		target, err := url.Parse(asked.URL)
		if err != nil {
			panic(err)
		}
		proxy, err := httpproxy.FromEnvironment().ProxyFunc()(target)
		told := answer{Error: err != nil, None: proxy == nil}
		if proxy != nil {
			password, _ := proxy.User.Password()
			told.Scheme, told.Address = proxy.Scheme, []byte(address(proxy))
			told.Username, told.Password = []byte(proxy.User.Username()), []byte(password)
		}
		out.Encode(told)
	}
}
