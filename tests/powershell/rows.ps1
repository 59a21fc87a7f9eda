# Runs scripts one after the other, each in a session of its own (a runspace of the console's host) with the
# environment and the directory that a fresh PowerShell would have. What is to be run comes on the FIFO
# `orders` as the name of a file that holds, with NULs between: the directory, the script, `Latest` or `Off`
# for StrictMode, and variables. When it has ended that is said on the FIFO `ends`.
$ErrorActionPreference = 'Stop'
$orders = [IO.StreamReader]::new("$PSScriptRoot/orders")
$ends = [IO.StreamWriter]::new("$PSScriptRoot/ends")
$ends.AutoFlush = $true
$separator = [IO.Path]::PathSeparator
while ($null -ne ($order = $orders.ReadLine())) {
    $dir, $script, $strict, $variables = [IO.File]::ReadAllText($order).Split([char] 0)
    foreach ($name in @([Environment]::GetEnvironmentVariables().Keys)) {
        if ($name -ne 'PSModulePath') { [Environment]::SetEnvironmentVariable($name, [NullString]::Value) }
    }
    foreach ($variable in $variables) {
        $name, $value = $variable.Split([char[]] '=', 2)
        # It puts its own directory first.
        if ($name -ceq 'PATH') { $value = "$PSHOME$separator$value" }
        [Environment]::SetEnvironmentVariable($name, $value)
    }
    [Environment]::CurrentDirectory = $dir
    $session = [runspacefactory]::CreateRunspace($Host)
    $session.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $session
    $begin = "`$PSStyle.OutputRendering = 'PlainText'`n(Get-PSProvider FileSystem).Home = `$env:HOME`n"
    $begin += if ($strict -eq 'Off') { 'Set-StrictMode -Off' } else { "Set-StrictMode -Version $strict" }
    $quoted = $script.Replace("'", "''")
    $null = $shell.AddScript("$begin`n. '$quoted'").AddCommand('Out-Default')
    $shell.Commands.Commands[0].MergeMyResults('Error', 'Output')
    try { $null = $shell.Invoke() }
    catch {
        [Console]::Error.WriteLine("$($_.Exception.Message)")
        [Console]::Error.WriteLine('ended with an exception')
    }
    $shell.Dispose()
    $session.Dispose()
    $ends.WriteLine('end')
}
