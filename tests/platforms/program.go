// What windows.sh starts: it shows its arguments and ends with 1000 for each, or it does as the first one says.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "sleep":
			sleep()
		case "answer":
			answer()
		case "press":
			press(os.Args[2], os.Args[3:])
			return
		}
	}
	fmt.Printf("%q\n", os.Args[1:])
	os.Exit(1000 * (len(os.Args) - 1))
}

func sleep() {
	os.WriteFile("runs", nil, 0o666)
	time.Sleep(time.Minute)
}

// answer waits for Ctrl-C, and ends with a code of its own.
func answer() {
	pressed := make(chan os.Signal, 1)
	signal.Notify(pressed, os.Interrupt)
	os.WriteFile("runs", nil, 0o666)
	select {
	case <-pressed:
		fmt.Println("answered")
		os.Exit(1007)
	case <-time.After(time.Minute):
		os.Exit(1)
	}
}

// press starts a program on a console, presses Ctrl-C there once a file is there, and says how it ended.
func press(file string, command []string) {
	kernel := syscall.NewLazyDLL("kernel32.dll")
	kernel.NewProc("AllocConsole").Call()
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	program := exec.Command(command[0], command[1:]...)
	program.Stdout, program.Stderr = os.Stdout, os.Stderr
	if err := program.Start(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for tries := 0; tries < 3000; tries++ {
		if found, _ := filepath.Glob(file); found != nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	kernel.NewProc("GenerateConsoleCtrlEvent").Call(0, 0)
	program.Wait()
	fmt.Println("ended with", program.ProcessState.ExitCode())
}
